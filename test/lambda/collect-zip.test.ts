import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  generateOrganization,
  type Simulation,
  startSimulation,
} from '../../src/simulation/index.ts';
import { functionEnvironment, type Invocation, unpackFunction } from '../helpers/lambda-zip.ts';

const BUCKET = 'amzn-s3-demo-bucket';
const TIME = new Date(Math.floor(Date.now() / 1_000) * 1_000).toISOString();
const EVENT = {
  'detail-type': 'Scheduled Event',
  time: TIME,
  resources: ['arn:aws:events:rule/r'],
};

describe('the zip of the function `collect`', () => {
  const unpacked = unpackFunction('collect');
  let simulation: Simulation;

  afterAll(() => unpacked.remove());

  beforeEach(async () => {
    const organization = generateOrganization({
      seed: 'lambda',
      accounts: 4,
      usersPerAccount: 6,
      now: new Date(),
    });
    simulation = await startSimulation(organization);
    simulation.s3.createBucket(BUCKET);
  });

  afterEach(() => simulation.close());

  it('holds one file, whose handler is `index.handler`', () => {
    expect(unpacked.files).toEqual(['index.mjs']);
  });

  it('collects with the four settings of the earlier function, and answers 200', async () => {
    const { response, log } = await invoke();

    const body: unknown = JSON.parse(response?.body ?? '');
    expect(response?.statusCode).toBe(200);
    expect(body).toMatchObject({
      message: `Successfully processed accounts: ${listOf(accountIds())} Failed to process accounts: []`,
      status: 'COMPLETE',
      coverage: { planned: 4, collected: 4, failed: 0, percent: 100 },
      users: userCount(),
      location: `s3://${BUCKET}`,
      errors: [],
    });
    expect(log.at(-2)).toMatchObject({ type: 'run-finished', status: 'COMPLETE' });
    expect(log.at(-1)).toMatchObject({ Users: userCount(), AccountsCollected: 4 });
  });

  it('leaves the CSV, its manifest and the pointer to it in the bucket', async () => {
    const { response } = await invoke();

    const { manifest }: { readonly manifest: string } = JSON.parse(response?.body ?? '');
    const csv = objectsMatching(/^IAM_USER_TAGS_o-[^/]+_combined_[\d_-]+\.csv$/);
    expect(csv).toHaveLength(1);
    expect(csv[0]?.split('\r\n')[0]).toMatch(/^AccountID,AccountAlias,UserName,Tags,/);
    expect(simulation.s3.object(BUCKET, manifest)).not.toBeNull();
    expect(simulation.s3.object(BUCKET, '_iam-users/latest.json')).not.toBeNull();
  });

  it('makes no second snapshot when the same event is delivered again', async () => {
    const first = await invoke();
    const second = await invoke();

    expect(second).toMatchObject({ response: { statusCode: 200 } });
    expect(runIdOf(second)).toBe(runIdOf(first));
    expect(objectsMatching(/\.csv$/)).toHaveLength(1);
  });

  it('answers 207 with the error of the account that failed, and collects the others', async () => {
    const [broken = '', ...others] = accountIds().filter((id) => id !== callerAccountId());
    simulation.setFaults([
      {
        match: { service: 'sts', operation: 'AssumeRole', accountId: broken },
        effect: { kind: 'error', code: 'AccessDenied', status: 403, message: 'not authorized' },
      },
    ]);

    const { response, log } = await invoke();

    expect(response?.statusCode).toBe(207);
    expect(JSON.parse(response?.body ?? '')).toMatchObject({
      message: expect.stringContaining(`Failed to process accounts: ['${broken}']`),
      status: 'PARTIAL',
      coverage: { planned: 4, collected: others.length + 1, failed: 1 },
      errors: [{ code: 'ROLE_NOT_ASSUMABLE', operation: 'AssumeRole', accounts: [broken] }],
    });
    expect(log).toContainEqual(
      expect.objectContaining({ level: 'ERROR', accountId: broken, code: 'ROLE_NOT_ASSUMABLE' }),
    );
  });

  it('publishes in time what it has, and names the account that it could not wait for', async () => {
    const [slow = ''] = accountIds();
    simulation.setFaults([
      { match: { service: 'iam', accountId: slow }, effect: { kind: 'hang' } },
    ]);

    const { response } = await invoke({}, 6_000);

    expect(response?.statusCode).toBe(207);
    expect(JSON.parse(response?.body ?? '')).toMatchObject({
      coverage: { collected: 3, failed: 1 },
      errors: [{ code: 'NOT_STARTED', accounts: [slow] }],
    });
  });

  it('publishes in time although every write takes half a second', async () => {
    const [slow = ''] = accountIds();
    simulation.setFaults([
      { match: { service: 'iam', accountId: slow }, effect: { kind: 'hang' } },
      { match: { operation: 'PutObject' }, effect: { kind: 'delay', ms: 500 } },
    ]);

    const { response } = await invoke({}, 12_000);

    const { manifest }: { readonly manifest: string } = JSON.parse(response?.body ?? '');
    expect(response?.statusCode).toBe(207);
    expect(JSON.parse(response?.body ?? '')).toMatchObject({
      coverage: { collected: 3, failed: 1 },
      errors: [{ code: 'NOT_STARTED', accounts: [slow] }],
    });
    expect(simulation.s3.object(BUCKET, manifest)).not.toBeNull();
  }, 60_000);

  it('makes one snapshot when the same event is delivered twice at the same time', async () => {
    const [first, second] = await Promise.all([invoke(), invoke()]);

    expect([first, second]).toMatchObject([
      { response: { statusCode: 200 } },
      { response: { statusCode: 200 } },
    ]);
    expect(second.response?.body).toBe(first.response?.body);
    expect(objectsMatching(/\.csv$/)).toHaveLength(1);
    expect(objectsMatching(/\.manifest\.json$/)).toHaveLength(1);
  });

  it('retries the run that the event names, and reads only what failed', async () => {
    const [broken = '', ...others] = accountIds().filter((id) => id !== callerAccountId());
    const match = { service: 'sts', operation: 'AssumeRole', accountId: broken } as const;
    const denied = { kind: 'error', code: 'AccessDenied', status: 403 } as const;
    simulation.setFaults([{ match, effect: denied }]);
    const before = await invoke();
    simulation.setFaults([]);
    simulation.calls.reset();
    const { retryEvent }: { readonly retryEvent: unknown } = JSON.parse(
      before.response?.body ?? '',
    );

    const { response } = await invoke({}, 60_000, retryEvent);

    expect(response?.statusCode).toBe(200);
    expect(JSON.parse(response?.body ?? '')).toMatchObject({ latestMoved: true });
    expect(simulation.calls.count('sts:AssumeRole', broken)).toBe(1);
    expect(others.map((id) => simulation.calls.count('sts:AssumeRole', id))).toEqual([0, 0]);
  });

  it('throws where no account can be read, with the cause in the message, and publishes no CSV', async () => {
    const accounts = accountIds().filter((id) => id !== callerAccountId());

    const { name, message } = await invoke({
      ROLE_NAME: 'nobody-has-this-role',
      CHILD_ACCOUNT_IDS: accounts.join(','),
    });

    expect(name).toBe('RUN_FAILED');
    expect(message).toContain(
      `ROLE_NOT_ASSUMABLE (AssumeRole) in ${accounts.toSorted().join(', ')}`,
    );
    expect(objectsMatching(/\.csv$/)).toEqual([]);
  });

  it('throws where no bucket is set, before it asks AWS for anything', async () => {
    const { name, message } = await invoke({ S3_BUCKET_NAME: '' });

    expect(name).toBe('SETTING_INVALID');
    expect(message).toContain('`S3_BUCKET_NAME`');
    expect(simulation.calls.count()).toBe(0);
  });

  async function invoke(
    changes: Readonly<Record<string, string>> = {},
    remainingMs = 60_000,
    event: unknown = EVENT,
  ): Promise<CollectInvocation> {
    const environment = {
      ...functionEnvironment(simulation, BUCKET),
      CHILD_ACCOUNT_IDS: accountIds().join(','),
      ORGANIZATION_ID: simulation.organization.id,
      ...changes,
    };
    const { answer, ...others } = await unpacked.start(event, { environment, remainingMs }).ending;
    return { ...others, response: answer as CollectInvocation['response'] };
  }

  function accountIds(): readonly string[] {
    return simulation.organization.accounts.map(({ id }) => id).toSorted();
  }

  function callerAccountId(): string {
    return simulation.organization.caller.accountId;
  }

  function userCount(): number {
    return simulation.organization.accounts.reduce((sum, { users }) => sum + users.length, 0);
  }

  function objectsMatching(name: RegExp): readonly string[] {
    const objects = simulation.s3.objects(BUCKET).filter(({ key }) => name.test(key));
    return objects.map(({ bytes }) => bytes.toString());
  }
});

interface CollectInvocation extends Omit<Invocation, 'answer'> {
  readonly response: { readonly statusCode: number; readonly body: string } | undefined;
}

function runIdOf({ response }: CollectInvocation): unknown {
  const { runId }: { readonly runId: unknown } = JSON.parse(response?.body ?? '');
  return runId;
}

function listOf(accountIds: readonly string[]): string {
  return `[${accountIds.map((id) => `'${id}'`).join(', ')}]`;
}
