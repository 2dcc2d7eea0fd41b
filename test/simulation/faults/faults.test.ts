import {
  type IAMClient,
  ListUsersCommand,
  ListUserTagsCommand,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FaultEffect, FaultRule, Simulation } from '../../../src/simulation/index.ts';
import { configuration, iamIn, organizationsOf } from '../clients.ts';
import { accountOf, startSmall } from '../start.ts';

let simulation: Simulation;
let memberId: string;
let iam: IAMClient;

beforeAll(async () => {
  simulation = await startSmall();
  memberId = accountOf(simulation, 1).id;
  iam = await iamIn(simulation, memberId);
});

beforeEach(() => {
  simulation.setFaults([]);
  simulation.setRateLimits([]);
  simulation.calls.reset();
});

afterAll(() => simulation.close());

const listUsers = () => iam.send(new ListUsersCommand({}));

/** Puts one effect on ListUsers. */
function breakListUsers(effect: FaultEffect, rule: Partial<FaultRule> = {}): void {
  simulation.setFaults([{ match: { service: 'iam', operation: 'ListUsers' }, effect, ...rule }]);
}

/** Which of so many calls of ListUsers succeed. */
async function successes(count: number): Promise<readonly boolean[]> {
  const results: boolean[] = [];
  for (let call = 0; call < count; call += 1) {
    results.push(
      await listUsers().then(
        () => true,
        () => false,
      ),
    );
  }
  return results;
}

describe('a fault rule', () => {
  test.each<[FaultEffect, object]>([
    [
      { kind: 'throttle' },
      { name: 'Throttling', message: 'Rate exceeded', $metadata: { httpStatusCode: 400 } },
    ],
    [
      { kind: 'error', code: 'ServiceFailure', status: 500, message: 'Oh' },
      { name: 'ServiceFailureException', message: 'Oh' },
    ],
    [{ kind: 'status', status: 503 }, { $metadata: { httpStatusCode: 503 } }],
    [{ kind: 'expired' }, { name: 'ExpiredToken', $metadata: { httpStatusCode: 403 } }],
    [{ kind: 'reset' }, { code: 'ECONNRESET' }],
    [{ kind: 'cut' }, { code: 'ECONNRESET', $metadata: { httpStatusCode: 200 } }],
  ])('with the effect %j fails the call', async (effect, error) => {
    breakListUsers(effect);

    await expect(listUsers()).rejects.toMatchObject(error);
  });

  test('can give half of the XML', async () => {
    breakListUsers({ kind: 'malformed' });

    await expect(listUsers()).rejects.toThrow();
  });

  test('can give half of an object as if it were whole', async () => {
    simulation.s3.createBucket('d-bucket', { owner: simulation.organization.caller.accountId });
    const s3 = new S3Client({ ...configuration(simulation), forcePathStyle: true });
    await s3.send(new PutObjectCommand({ Bucket: 'd-bucket', Key: 'k', Body: '12345678' }));
    simulation.setFaults([{ match: { operation: 'GetObject' }, effect: { kind: 'malformed' } }]);

    const { ContentLength } = await s3.send(new GetObjectCommand({ Bucket: 'd-bucket', Key: 'k' }));

    expect(ContentLength).toBe(4);
  });

  test('can give the whole answer slowly, or later', async () => {
    breakListUsers({ kind: 'drip', ms: 10 });
    const dripped = await listUsers();
    breakListUsers({ kind: 'delay', ms: 1 });
    const delayed = await listUsers();

    expect(dripped.Users).toHaveLength(12);
    expect(delayed.Users).toHaveLength(12);
  });

  test('can give no answer at all', async () => {
    breakListUsers({ kind: 'hang' });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);

    await expect(
      iam.send(new ListUsersCommand({}), { abortSignal: abort.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('applies after so many calls, so many times', async () => {
    breakListUsers({ kind: 'throttle' }, { after: 1, times: 2 });

    expect(await successes(5)).toEqual([true, false, false, true, true]);
    expect(simulation.calls.throttles).toBe(2);
    expect(simulation.calls.count('iam:ListUsers', memberId)).toBe(5);
  });

  test('with a probability applies to the same calls for the same seed', async () => {
    breakListUsers({ kind: 'throttle' }, { probability: 0.5, seed: 'a' });
    const first = await successes(20);
    breakListUsers({ kind: 'throttle' }, { probability: 0.5, seed: 'a' });
    const second = await successes(20);

    expect(second).toEqual(first);
    expect(new Set(first)).toEqual(new Set([true, false]));
  });

  test('applies to the calls that match only', async () => {
    simulation.setFaults([{ match: { accountId: '000000000000' }, effect: { kind: 'throttle' } }]);

    expect(await successes(1)).toEqual([true]);
  });

  test('applies to the objects whose key fits only', async () => {
    simulation.s3.createBucket('c-bucket', { owner: simulation.organization.caller.accountId });
    simulation.setFaults([{ match: { key: 'iam/*.csv' }, effect: { kind: 'throttle' } }]);
    const s3 = new S3Client({ ...configuration(simulation), forcePathStyle: true, maxAttempts: 1 });
    const put = (Key: string) =>
      s3.send(new PutObjectCommand({ Bucket: 'c-bucket', Key, Body: 'x' }));

    await expect(put('iam/users.csv')).rejects.toMatchObject({ name: 'SlowDown' });
    await expect(put('iam/users.json')).resolves.toMatchObject({});
    expect(await successes(1)).toEqual([true]);
  });

  test('speaks the language of the service', async () => {
    simulation.s3.createBucket('a-bucket', { owner: simulation.organization.caller.accountId });
    simulation.setFaults([{ effect: { kind: 'throttle' } }]);
    const s3 = new S3Client({ ...configuration(simulation), forcePathStyle: true });

    await expect(
      organizationsOf(simulation).send(new ListAccountsCommand({})),
    ).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await expect(
      s3.send(new PutObjectCommand({ Bucket: 'a-bucket', Key: 'k', Body: 'x' })),
    ).rejects.toMatchObject({ name: 'SlowDown', $metadata: { httpStatusCode: 503 } });
  });

  test('can lose the answer of a call that took effect', async () => {
    simulation.s3.createBucket('b-bucket', { owner: simulation.organization.caller.accountId });
    simulation.setFaults([{ match: { service: 's3' }, effect: { kind: 'reset', answered: true } }]);
    const s3 = new S3Client({ ...configuration(simulation), forcePathStyle: true });

    await expect(
      s3.send(new PutObjectCommand({ Bucket: 'b-bucket', Key: 'k', Body: 'x' })),
    ).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(simulation.s3.object('b-bucket', 'k')?.bytes.toString()).toBe('x');
  });
});

describe('a rate limit', () => {
  test('throttles what goes beyond the burst, per account', async () => {
    const other = await iamIn(simulation, accountOf(simulation, 2).id);
    simulation.setRateLimits([
      { match: { service: 'iam' }, ratePerSecond: 0, burst: 2, per: ['account', 'operation'] },
    ]);

    expect(await successes(3)).toEqual([true, true, false]);
    expect((await other.send(new ListUsersCommand({}))).Users).toHaveLength(12);
  });

  test('fills up again with time', async () => {
    simulation.setRateLimits([{ ratePerSecond: 1000, burst: 1 }]);
    await listUsers();
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(await successes(1)).toEqual([true]);
  });
});

describe('a user made at run time', () => {
  test('is listed before calls about it find it', async () => {
    const account = accountOf(simulation, 1);
    const [template] = account.users;
    if (template === undefined) throw new RangeError('there is no user');
    simulation.setBehaviour({ consistencyMs: 60_000 });
    simulation.addUser(account.id, { ...template, id: 'AIDANEW', name: 'new.user', tags: [] });
    const names: (string | undefined)[] = [];
    for await (const { Users } of paginateListUsers({ client: iam }, {})) {
      names.push(...(Users ?? []).map(({ UserName }) => UserName));
    }

    expect(names).toContain('new.user');
    await expect(iam.send(new ListUserTagsCommand({ UserName: 'new.user' }))).rejects.toMatchObject(
      { name: 'NoSuchEntityException' },
    );
    simulation.removeUser(account.id, 'new.user');
  });

  test('keeps its id and keys under another name', () => {
    const account = accountOf(simulation, 2);
    const before = account.users.find(({ path }) => path === '/');

    simulation.renameUser(account.id, before?.name ?? '', 'renamed');

    const after = account.users.find(({ name }) => name === 'renamed');
    expect(after?.id).toBe(before?.id);
    expect(after?.accessKeys).toEqual(before?.accessKeys);
    expect(after?.arn).toBe(`arn:aws:iam::${account.id}:user/renamed`);
  });
});
