import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/collect/run.ts';
import { CollectorError, type ErrorCode } from '../../src/errors.ts';
import { createCollectAccountHandler } from '../../src/lambda/collect-account-handler.ts';
import type { LambdaPorts } from '../../src/lambda/invocation.ts';
import { createPlanHandler } from '../../src/lambda/plan-handler.ts';
import { createPublishHandler } from '../../src/lambda/publish-handler.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';
import type { Settings } from '../../src/settings/settings.ts';
import type { Batch, ClaimedRun, Steps, World } from '../../src/wiring.ts';
import { failedAccount, manifestAccount, roleProblem, runResult } from './manifest-fixture.ts';

const NOW = new Date('2026-09-11T13:14:52Z');
const RUN = '20260911T131452Z-abc123';
const EXECUTION = 'arn:aws:states:eu-central-1:111111111111:execution:collector:1';
const BUCKET = { S3_BUCKET_NAME: 'amzn-s3-demo-bucket' };
const BATCH = {
  BatchInput: { runId: RUN, batchesAtATime: 25 },
  Items: [{ accountId: '111111111111' }],
  isLastAttempt: true,
};

const contextOf = (awsRequestId: string) => ({
  awsRequestId,
  getRemainingTimeInMillis: () => 60_000,
});
const CONTEXT = contextOf('request-1');

describe('the function `plan`', () => {
  it('answers with the key of the list, and with nothing that grows with the accounts', async () => {
    const world = stepsThat({ location: 's3://amzn-s3-demo-bucket/iam/runs/x/accounts.jsonl' });

    const answer = await createPlanHandler(world.ports)({ execution: EXECUTION }, CONTEXT);

    expect(answer).toEqual({
      runId: world.claimed[0]?.runId,
      accountsKey: 'iam/runs/x/accounts.jsonl',
      accounts: 50_000,
      isDuplicate: false,
    });
  });

  it('claims the same run for every attempt of an execution, whose requests differ', async () => {
    const world = stepsThat({});
    const handler = createPlanHandler(world.ports);

    await handler({ execution: EXECUTION, time: 'long ago' }, contextOf('request-1'));
    await handler({ execution: EXECUTION, time: 'long ago' }, contextOf('request-2'));

    const [first, second] = world.claimed;
    expect(first).toEqual({ runId: expect.any(String), claimedBy: EXECUTION });
    expect(second).toEqual(first);
  });

  it('names one run for two executions of one scheduled time', async () => {
    const world = stepsThat({});
    const handler = createPlanHandler(world.ports);
    const event = {
      'detail-type': 'Scheduled Event',
      time: '2026-09-11T13:00:00Z',
      resources: ['arn:aws:scheduler:eu-central-1:111111111111:schedule/default/collector'],
    };

    await handler({ ...event, id: 'a', execution: `${EXECUTION}a` }, CONTEXT);
    await handler({ ...event, id: 'b', execution: `${EXECUTION}b` }, CONTEXT);

    const [first, second] = world.claimed;
    expect(first?.runId).toMatch(/^20260911T130000Z-/);
    expect(second?.runId).toBe(first?.runId);
    expect(second?.claimedBy).not.toBe(first?.claimedBy);
  });

  it('retries the run that the execution was started with', async () => {
    const world = stepsThat({});

    await createPlanHandler(world.ports)({ execution: EXECUTION, retryFailed: RUN }, CONTEXT);

    expect(world.settings[0]?.retryFailed).toBe(RUN);
  });

  it('refuses to keep a run where no other function finds it', async () => {
    const world = stepsThat({ environment: { RUN_STORE: '/tmp/runs' } });

    const thrown = await createPlanHandler(world.ports)({}, CONTEXT).catch((e: unknown) => e);

    expect(thrown).toMatchObject({
      name: 'SETTING_INVALID',
      message: expect.stringContaining('`RUN_STORE` to be a place in Amazon S3'),
    });
    expect(world.claimed).toEqual([]);
  });
});

describe('the function `collect-account`', () => {
  it('passes the batch on, with a second less than it has, and its share of the rate', async () => {
    const world = stepsThat({});

    const answer = await createCollectAccountHandler(world.ports)(BATCH, CONTEXT);

    expect(answer).toEqual({ done: 1, failed: 0 });
    expect(world.batches).toEqual([
      {
        runId: RUN,
        accountIds: ['111111111111'],
        isLastAttempt: true,
        deadline: new Date(NOW.getTime() + 59_000),
      },
    ]);
    expect(world.worlds[0]?.sharers).toBe(25);
    expect(world.entries.at(-1)).toMatchObject({
      type: 'batch-finished',
      runId: RUN,
      done: 1,
      failed: 0,
    });
  });

  it.each<[ErrorCode, string]>([
    ['THROTTLED', 'Transient'],
    ['AWS_UNAVAILABLE', 'Transient'],
    ['CONNECTION_FAILED', 'Transient'],
    ['STORE_FAILED', 'Transient'],
    ['CREDENTIALS_EXPIRED', 'Transient'],
    ['INTERRUPTED', 'Transient'],
    ['STORE_ACCESS_DENIED', 'STORE_ACCESS_DENIED'],
    ['RUN_NOT_FOUND', 'RUN_NOT_FOUND'],
    ['CREDENTIALS_MISSING', 'CREDENTIALS_MISSING'],
    ['INTERNAL', 'INTERNAL'],
  ])('throws %s as %s, by which the state machine decides', async (code, name) => {
    const world = stepsThat({ error: new CollectorError(code, 'it went wrong') });

    const thrown = await createCollectAccountHandler(world.ports)(BATCH, CONTEXT).catch(
      (error: unknown) => error,
    );

    expect(thrown).toMatchObject({ name, message: expect.stringContaining('it went wrong') });
    expect(world.entries).toMatchObject([{ level: 'ERROR', code, runId: RUN }]);
  });
});

describe('the function `publish`', () => {
  it('answers what was published, with its errors by cause, and logs the metrics', async () => {
    const result = runResult([manifestAccount('111111111111'), failedAccount('222222222222')]);
    const world = stepsThat({ result });

    const answer = await createPublishHandler(world.ports)({ runId: RUN }, CONTEXT);

    expect(answer).toMatchObject({
      runId: result.manifest.runId,
      status: 'PARTIAL',
      coverage: { collected: 1, failed: 1 },
      users: 2,
      location: 's3://amzn-s3-demo-bucket',
      manifest: '_iam-users/manifests/users.csv.manifest.json',
      errors: [{ code: 'ROLE_NOT_ASSUMABLE', accounts: ['222222222222'] }],
    });
    expect(world.entries).toMatchObject([
      { type: 'run-finished', status: 'PARTIAL' },
      { AccountsCollected: 1, AccountsFailed: 1 },
    ]);
  });

  it('stays below the 256 KiB of a state, whatever has gone wrong in 50,000 accounts', async () => {
    const accounts = Array.from({ length: 50_000 }, (_, index) => {
      const accountId = String(100_000_000_000 + index);
      const message = 'a long message '.repeat(40);
      const problem = { ...roleProblem(accountId), operation: `Operation${index % 40}`, message };
      return { ...failedAccount(accountId), errors: [problem] };
    });
    const world = stepsThat({ result: runResult([manifestAccount('999999999999'), ...accounts]) });

    const answer = await createPublishHandler(world.ports)({ runId: RUN }, CONTEXT);

    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(256 * 1024);
    expect(answer.moreErrors).toBe(20);
  });

  it('throws `RUN_FAILED` where nothing was read', async () => {
    const world = stepsThat({ result: runResult([failedAccount('111111111111')]) });

    const thrown = await createPublishHandler(world.ports)({ runId: RUN }, CONTEXT).catch(
      (error: unknown) => error,
    );

    expect(thrown).toMatchObject({ name: 'RUN_FAILED' });
  });
});

interface StepWorld {
  readonly environment?: World['environment'];
  readonly location?: string;
  readonly error?: CollectorError;
  readonly result?: RunResult;
}

/** Functions whose steps do as the test says, and what they were asked. */
function stepsThat({ environment = {}, location = 's3://b/k', error, result }: StepWorld) {
  const lines: string[] = [];
  const seen = {
    claimed: [] as ClaimedRun[],
    batches: [] as Batch[],
    settings: [] as Settings[],
    worlds: [] as World[],
  };
  const ports: LambdaPorts<Steps> = {
    environment: { ...BUCKET, ...environment },
    settingsFrom: (variables) =>
      resolveSettings({ flags: {}, environment: variables, configFile: null }),
    createCollector: (settings, world) => {
      seen.settings.push(settings);
      seen.worlds.push(world);
      return {
        beginRun: async (claimed) => {
          seen.claimed.push(claimed);
          const { runId } = claimed;
          return { runId, isDuplicate: false, accounts: 50_000, accountsLocation: location };
        },
        collectBatch: async (batch) => {
          seen.batches.push(batch);
          if (error !== undefined) throw error;
          return { done: 1, failed: 0 };
        },
        publishRun: async () => result ?? runResult([]),
      };
    },
    writeLine: (line) => lines.push(line),
    now: () => NOW,
  };
  return {
    ...seen,
    ports,
    get entries(): readonly unknown[] {
      return lines.map((line): unknown => JSON.parse(line));
    },
  };
}
