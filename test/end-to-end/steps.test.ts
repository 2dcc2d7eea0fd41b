import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Part } from '../../src/model/part.ts';
import { decodePart } from '../../src/output/part.ts';
import type { FaultRule, Organization } from '../../src/simulation/index.ts';
import type { BegunRun } from '../../src/wiring.ts';
import { accountsOf, removeRole, smallOrganization } from '../helpers/organizations.ts';
import {
  FEW_ATTEMPTS,
  NOW,
  type RunOptions,
  type SimulatedWorld,
  simulatedWorld,
} from '../helpers/run-simulated.ts';

const RUN = '20260115T123456Z-0a1b2c';
const EXECUTION = 'arn:aws:states:eu-central-1:111111111111:execution:collector:1';
const IN_AN_HOUR = new Date(NOW.getTime() + 3_600_000);

const never = () => new AbortController().signal;

describe('a run in steps', () => {
  it('gives the file that one process gives, byte by byte, failed accounts or not', async () => {
    const organization = smallOrganization('steps', { accounts: 7 });
    const [first, second] = membersOf(organization);
    removeRole(first);
    removeRole(second);
    const world = await simulatedWorld(organization);
    const whole = await world.collect({ flags: { to: join(world.directory, 'whole') } });

    const begun = await begin(world);
    const accountIds = await listed(world);
    for (const batch of [accountIds.slice(4), accountIds.slice(0, 4)]) await collect(world, batch);
    const { manifest, targetLocation } = await world.collector().publishRun(RUN, never());

    expect(begun).toMatchObject({ accounts: 7, isDuplicate: false });
    expect(manifest).toMatchObject({ status: 'PARTIAL', coverage: { collected: 5, failed: 2 } });
    const [file] = manifest.files;
    const csv = await readFile(join(targetLocation, file?.key ?? ''), 'utf8');
    expect(whole.csv).not.toBeNull();
    expect(csv).toBe(whole.csv);
    expect(manifest.accounts.map(({ outcome }) => outcome)).toEqual(
      whole.manifest.accounts.map(({ outcome }) => outcome),
    );
  });

  it('names an account of which no batch has told anything', async () => {
    const organization = smallOrganization('steps without a batch');
    const [first, second, third] = accountsOf(organization);
    const world = await simulatedWorld(organization);

    await begin(world);
    await collect(world, [first.id, third.id]);
    const { manifest } = await world.collector().publishRun(RUN, never());

    const unread = manifest.accounts.filter(({ outcome }) => outcome === 'failed');
    expect(unread).toMatchObject([{ accountId: second.id, errors: [{ code: 'NOT_STARTED' }] }]);
  });

  it('is published once, whoever asks again', async () => {
    const organization = smallOrganization('steps published twice');
    const world = await simulatedWorld(organization);
    await begin(world);
    await collect(world, idsOf(organization));

    const once = await world.collector().publishRun(RUN, never());
    const again = await world.collector({ now: IN_AN_HOUR }).publishRun(RUN, never());

    expect(again.manifest).toEqual(once.manifest);
    expect(again).toMatchObject({ latestMoved: true, manifestName: once.manifestName });
  });
});

describe('the first step', () => {
  it('lists the accounts that are to be read, and no others', async () => {
    const organization = smallOrganization('list of accounts', { accounts: 4 });
    const [, excluded] = accountsOf(organization);
    const world = await simulatedWorld(organization);
    const options = { flags: { excludeAccounts: excluded.id } };

    const begun = await begin(world, options);

    const expected = idsOf(organization).filter((id) => id !== excluded.id);
    const text = await readFile(begun.accountsLocation, 'utf8');
    expect(text).toBe(expected.map((id) => `{"accountId":"${id}"}\n`).join(''));
    expect(begun.accounts).toBe(3);
  });

  it('leaves what all batches need in an object that does not grow with the accounts', async () => {
    const world = await simulatedWorld(smallOrganization('head of a plan'));

    await begin(world);

    const plan = await readRunFile(world, 'plan.json');
    const head = await readRunFile(world, 'plan-head.json');
    const { accounts, ...others } = JSON.parse(plan) as { readonly accounts: readonly unknown[] };
    expect(accounts).toHaveLength(3);
    expect(JSON.parse(head)).toEqual(others);
  });

  it('leaves a run alone that another execution has begun, and asks AWS for no account', async () => {
    const world = await simulatedWorld(smallOrganization('duplicate'));
    await begin(world);
    const before = callsOf(world, 'organizations');

    const second = await begin(world, {}, `${EXECUTION}-again`);

    expect(second).toMatchObject({ runId: RUN, isDuplicate: true, accounts: 0 });
    expect(callsOf(world, 'organizations')).toBe(before);
  });

  it('gives a run to one of two executions that plan at the same time', async () => {
    const world = await simulatedWorld(smallOrganization('race'));

    const both = await Promise.all([begin(world), begin(world, {}, `${EXECUTION}-again`)]);

    expect(both.filter(({ isDuplicate }) => isDuplicate)).toHaveLength(1);
  });

  it('goes on where an earlier attempt of the same execution ended', async () => {
    const organization = smallOrganization('second attempt');
    const [first, second, third] = accountsOf(organization);
    const world = await simulatedWorld(organization);
    await begin(world);
    await collect(world, [second.id]);

    const begun = await begin(world, { now: IN_AN_HOUR });

    expect(begun).toMatchObject({ isDuplicate: false, accounts: 2 });
    expect(await listed(world)).toEqual([first.id, third.id]);
  });

  it('takes over what an earlier run has read, and lists only the rest', async () => {
    const organization = smallOrganization('retry in steps', { accounts: 4 });
    const [first] = membersOf(organization);
    const roles = first.roles;
    removeRole(first);
    const world = await simulatedWorld(organization);
    const earlier = await world.collect();
    first.roles = roles;
    const options = { flags: { retryFailed: earlier.manifest.runId }, now: IN_AN_HOUR };

    const begun = await begin(world, options);
    const accountIds = await listed(world);
    await collect(world, accountIds, options);
    const { manifest } = await world.collector(options).publishRun(RUN, never());

    expect(begun.accounts).toBe(1);
    expect(accountIds).toEqual([first.id]);
    expect(manifest).toMatchObject({ status: 'COMPLETE', parentRunId: earlier.manifest.runId });
  });

  it('leaves nothing to read where all was read by an earlier run, and that is published', async () => {
    const world = await simulatedWorld(smallOrganization('all adopted'));
    const earlier = await world.collect();
    const options = { flags: { retryFailed: earlier.manifest.runId }, now: IN_AN_HOUR };

    const begun = await begin(world, options);
    const { manifest } = await world.collector(options).publishRun(RUN, never());

    expect(begun.accounts).toBe(0);
    expect(await listed(world)).toEqual([]);
    expect(manifest).toMatchObject({ status: 'COMPLETE', users: earlier.manifest.users });
  });
});

describe('a batch', () => {
  it('that is delivered again asks IAM nothing', async () => {
    const organization = smallOrganization('batch twice');
    const world = await simulatedWorld(organization);
    await begin(world);
    const once = await collect(world, idsOf(organization));
    const before = callsOf(world, 'iam');

    const again = await collect(world, idsOf(organization));

    expect([once, again]).toEqual([
      { done: 3, failed: 0 },
      { done: 3, failed: 0 },
    ]);
    expect(callsOf(world, 'iam')).toBe(before);
  });

  it('has a failed account as one of its results where another attempt would not help', async () => {
    const organization = smallOrganization('no role', { accounts: 4 });
    const [first] = membersOf(organization);
    removeRole(first);
    const world = await simulatedWorld(organization);
    await begin(world);

    const tally = await collect(world, idsOf(organization));

    expect(tally).toEqual({ done: 3, failed: 1 });
    expect((await partOf(world, first.id)).outcome.errors).toMatchObject([
      { code: 'ROLE_NOT_ASSUMABLE' },
    ]);
  });

  it.each<[string, FaultRule['effect']]>([
    ['THROTTLED', { kind: 'throttle' }],
    ['AWS_UNAVAILABLE', { kind: 'status', status: 503 }],
    ['CONNECTION_FAILED', { kind: 'reset' }],
    ['RESPONSE_INVALID', { kind: 'malformed' }],
  ])('is to be tried again after %s, when all else is read', async (code, effect) => {
    const organization = smallOrganization(`passing ${code}`);
    const [first, second, third] = accountsOf(organization);
    const world = await simulatedWorld(organization);
    await begin(world);
    world.simulation.setFaults([{ match: { service: 'iam', accountId: first.id }, effect }]);

    const thrown = await collect(world, idsOf(organization)).catch((error: unknown) => error);
    const others = await Promise.all([second, third].map(({ id }) => partOf(world, id)));
    world.simulation.setFaults([]);
    const before = callsOf(world, 'iam', second.id);
    const again = await collect(world, idsOf(organization));

    expect(thrown).toMatchObject({ code });
    expect(others.map(({ outcome }) => outcome.outcome)).toEqual(['collected', 'collected']);
    expect(again).toEqual({ done: 3, failed: 0 });
    expect(callsOf(world, 'iam', second.id)).toBe(before);
  });

  it('keeps the failure as the result at its last attempt', async () => {
    const organization = smallOrganization('last attempt');
    const [first] = accountsOf(organization);
    const world = await simulatedWorld(organization);
    await begin(world);
    world.simulation.setFaults([
      { match: { service: 'iam', accountId: first.id }, effect: { kind: 'throttle' } },
    ]);

    const tally = await collect(world, idsOf(organization), { isLastAttempt: true });

    expect(tally).toEqual({ done: 2, failed: 1 });
    const { errors } = (await partOf(world, first.id)).outcome;
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['THROTTLED']));
  });

  it('reads all it can before it says that a part could not be kept', async () => {
    const organization = smallOrganization('store fails');
    const [first, second, third] = accountsOf(organization);
    const world = await simulatedWorld(organization);
    world.simulation.s3.createBucket('results');
    const options = { flags: { to: 's3://results', concurrency: '1' } };
    await begin(world, options);
    world.simulation.setFaults([
      {
        match: { service: 's3', key: `*/parts/${first.id}*` },
        effect: { kind: 'status', status: 500 },
        after: 1,
      },
    ]);

    const thrown = await collect(world, idsOf(organization), options).catch((e: unknown) => e);

    const parts = [first, second, third].map(({ id }) =>
      world.simulation.s3.object('results', `_iam-users/runs/${RUN}/parts/${id}.jsonl.gz`),
    );
    expect(thrown).toMatchObject({ code: 'STORE_FAILED' });
    expect(parts.map((part) => part !== null)).toEqual([false, true, true]);
  });

  it('is to be tried again where the credentials of the caller have expired, by others', async () => {
    const organization = smallOrganization('expired', { accounts: 4 });
    const [first, second, third] = membersOf(organization);
    const world = await simulatedWorld(organization);
    await begin(world);
    world.simulation.setFaults([
      { match: { operation: 'AssumeRole', accountId: first.id }, effect: { kind: 'expired' } },
    ]);

    const thrown = await collect(world, idsOf(organization)).catch((error: unknown) => error);

    const others = await Promise.all([second, third].map(({ id }) => partOf(world, id)));
    expect(thrown).toMatchObject({ code: 'CREDENTIALS_EXPIRED' });
    expect(others.map(({ outcome }) => outcome.outcome)).toEqual(['collected', 'collected']);
  });

  it('of a run that was never begun is an error that no attempt helps against', async () => {
    const world = await simulatedWorld(smallOrganization('no run'));

    const thrown = await collect(world, ['111111111111']).catch((error: unknown) => error);

    expect(thrown).toMatchObject({ code: 'RUN_NOT_FOUND' });
  });
});

function begin(
  world: SimulatedWorld,
  options: RunOptions = {},
  claimedBy = EXECUTION,
): Promise<BegunRun> {
  return world.collector(options).beginRun({ runId: RUN, claimedBy }, never());
}

interface BatchOptions extends RunOptions {
  readonly isLastAttempt?: boolean;
}

function collect(
  world: SimulatedWorld,
  accountIds: readonly string[],
  { isLastAttempt = false, ...options }: BatchOptions = {},
) {
  const batch = { runId: RUN, accountIds, isLastAttempt, deadline: new Date(8.64e15) };
  return world.collector({ retry: FEW_ATTEMPTS, ...options }).collectBatch(batch, never());
}

function idsOf({ accounts }: Organization): readonly string[] {
  return accounts.map(({ id }) => id).toSorted();
}

/** Without the account of the caller, which is read with its own credentials if need be. */
function membersOf({ accounts, ...organization }: Organization) {
  const { accountId } = organization.caller;
  return accountsOf({ ...organization, accounts: accounts.filter(({ id }) => id !== accountId) });
}

function callsOf({ simulation }: SimulatedWorld, service: string, accountId?: string): number {
  const calls = Object.entries(simulation.calls.byOperation(accountId));
  return calls
    .filter(([operation]) => operation.startsWith(`${service}:`))
    .reduce((sum, [, count]) => sum + count, 0);
}

async function listed(world: SimulatedWorld): Promise<readonly string[]> {
  const lines = (await readRunFile(world, 'accounts.jsonl')).split('\n').slice(0, -1);
  return lines.map((line) => (JSON.parse(line) as { readonly accountId: string }).accountId);
}

async function readRunFile({ directory }: SimulatedWorld, name: string): Promise<string> {
  return readFile(join(directory, `out/_iam-users/runs/${RUN}/${name}`), 'utf8');
}

async function partOf({ directory }: SimulatedWorld, accountId: string): Promise<Part> {
  const path = join(directory, `out/_iam-users/runs/${RUN}/parts/${accountId}.jsonl.gz`);
  return decodePart(gunzipSync(await readFile(path)).toString());
}
