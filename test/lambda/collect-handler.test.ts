import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/collect/run.ts';
import { CollectorError } from '../../src/errors.ts';
import { createCollectHandler } from '../../src/lambda/collect-handler.ts';
import { InvocationFailure } from '../../src/lambda/failure.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';
import type { Settings } from '../../src/settings/settings.ts';
import type { CollectOptions, World } from '../../src/wiring.ts';
import { failedAccount, manifestAccount, runResult } from './manifest-fixture.ts';

const NOW = new Date('2026-09-11T13:14:52Z');
const CONTEXT = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 60_000 };
const ORIGINAL_SETTINGS = {
  CHILD_ACCOUNT_IDS: '111111111111,222222222222',
  ORGANIZATION_ID: 'o-exampleorgid',
  ROLE_NAME: 'Collector',
  S3_BUCKET_NAME: 'amzn-s3-demo-bucket',
};

describe('the handler of the function', () => {
  it('collects with the four settings that users of the earlier function have', async () => {
    const lambda = functionThat(() => runResult([manifestAccount('111111111111')]));

    const response = await lambda.handler({}, CONTEXT);

    expect(response.statusCode).toBe(200);
    expect(lambda.settings).toMatchObject({
      accounts: ['111111111111', '222222222222'],
      organizationId: 'o-exampleorgid',
      roleName: 'Collector',
      target: { kind: 's3', bucket: 'amzn-s3-demo-bucket', prefix: '' },
    });
  });

  it.each([
    [{ retryFailed: '20260911T120000Z-0a1b2c' }, {}],
    [{}, { RETRY_FAILED: '20260911T120000Z-0a1b2c' }],
  ])('retries the run that the event %j or the environment %j names', async (event, variables) => {
    const lambda = functionThat(() => runResult([manifestAccount('111111111111')]), variables);

    await lambda.handler(event, CONTEXT);

    expect(lambda.settings?.retryFailed).toBe('20260911T120000Z-0a1b2c');
  });

  it('refuses an event that names no run', async () => {
    const lambda = functionThat(() => runResult([manifestAccount('111111111111')]));

    const thrown = await lambda.handler({ retryFailed: 7 }, CONTEXT).catch((e: unknown) => e);

    expect(thrown).toMatchObject({
      name: 'SETTING_INVALID',
      message: expect.stringContaining('expected a run id such as 20261103T101500Z-0a1b2c'),
    });
  });

  it('has the run published a second before its time is over, and names it after the request', async () => {
    const lambda = functionThat(() => runResult([manifestAccount('111111111111')]));

    await lambda.handler({}, CONTEXT);

    expect(lambda.options?.deadline).toEqual(new Date('2026-09-11T13:15:51Z'));
    expect(lambda.options?.runId).toMatch(/^20260911T000000Z-[0-9a-f]{6}$/);
  });

  it('answers 207 where an account has failed', async () => {
    const lambda = functionThat(() =>
      runResult([manifestAccount('111111111111'), failedAccount('222222222222')]),
    );

    const response = await lambda.handler({}, CONTEXT);

    expect(response.statusCode).toBe(207);
    expect(response.body).toContain('ROLE_NOT_ASSUMABLE');
  });

  it('throws an error with the code for a name where every account has failed', async () => {
    const lambda = functionThat(() => runResult([failedAccount('111111111111')]));

    const thrown = await lambda.handler({}, CONTEXT).catch((error: unknown) => error);

    expect(thrown).toBeInstanceOf(InvocationFailure);
    expect(thrown).toMatchObject({
      name: 'RUN_FAILED',
      message:
        'Run 20260911T131452Z-abc123 could read none of 1 accounts, so nothing was published. ' +
        'ROLE_NOT_ASSUMABLE (AssumeRole) in 111111111111: not authorized to assume the role in ' +
        '111111111111 | Manifest: s3://amzn-s3-demo-bucket/_iam-users/manifests/' +
        'users.csv.manifest.json. What to do: See the errors of the accounts in the summary and ' +
        'in the manifest.',
    });
  });

  it('names at most 20 of the accounts that failed for one cause', async () => {
    const accounts = Array.from({ length: 25 }, (_, index) =>
      failedAccount(`${100_000_000_000 + index}`),
    );
    const lambda = functionThat(() => runResult(accounts));

    const thrown = await lambda.handler({}, CONTEXT).catch((error: unknown) => error);

    expect(String(thrown)).toContain('100000000019 and 5 more: not authorized');
    expect(String(thrown)).not.toContain('100000000020');
  });

  it('says which variable is missing when there is no bucket', async () => {
    const lambda = functionThat(() => runResult([]), { S3_BUCKET_NAME: undefined });

    const thrown = await lambda.handler({}, CONTEXT).catch((error: unknown) => error);

    expect(thrown).toMatchObject({
      name: 'SETTING_INVALID',
      message:
        'Expected the environment variable `S3_BUCKET_NAME` to name the bucket for the result; ' +
        'it is not set. What to do: Set `S3_BUCKET_NAME` in the configuration of the function.',
    });
    expect(lambda.options).toBeNull();
  });

  it('passes an error of the run on by its code, and logs it with the remedy', async () => {
    const lambda = functionThat(() => {
      throw new CollectorError('BUCKET_MISSING', 'No bucket.', { operation: 'PutObject' });
    });

    const thrown = await lambda.handler({}, CONTEXT).catch((error: unknown) => error);

    expect(thrown).toMatchObject({ name: 'BUCKET_MISSING' });
    expect(lambda.entries).toMatchObject([
      {
        level: 'ERROR',
        type: 'run-failed',
        code: 'BUCKET_MISSING',
        operation: 'PutObject',
        message: 'No bucket.',
        remedy: 'Create the bucket or correct its name.',
      },
    ]);
    expect(lambda.entries[0]).not.toHaveProperty('stack');
  });

  it('says that its time is too short where that has stopped the run', async () => {
    const lambda = functionThat(({ wayOn }) => {
      throw new CollectorError('INTERRUPTED', 'the run was stopped', {
        remedy: `What was read is kept; ${wayOn?.('20260911T131452Z-abc123')}`,
      });
    });

    const thrown = await lambda.handler({}, CONTEXT).catch((error: unknown) => error);

    expect(thrown).toMatchObject({
      name: 'INTERRUPTED',
      message:
        'the time of the function is over: the run was stopped. What to do: Raise the timeout of ' +
        'the function, to 15 minutes at most. What was read is kept; a retry of the invocation, ' +
        'or the same event delivered again, goes on with the run.',
    });
  });

  it('logs the stack of a mistake of this program', async () => {
    const lambda = functionThat(() => {
      throw new TypeError('undefined is not a function');
    });

    const thrown = await lambda.handler({}, CONTEXT).catch((error: unknown) => error);

    expect(thrown).toMatchObject({ name: 'INTERNAL' });
    expect(lambda.entries[0]).toMatchObject({
      code: 'INTERNAL',
      stack: expect.stringContaining('collect-handler.test.ts'),
    });
  });

  it('logs and throws no session token', async () => {
    const token = 'IQoJb3JpZ2luX2VjEN3k9Zq0aXVzLWVhc3QtMSJHMEUCIQDx7Gm2Lr4Tq8Wv1Yb5Kc3Nf6Hj0Sd9Pz';
    const lambda = functionThat(() => {
      throw new TypeError(`unexpected ${token}`);
    });

    const thrown = await lambda.handler({}, CONTEXT).catch((error: unknown) => error);

    expect(thrown).toMatchObject({ message: expect.stringContaining('unexpected …. What to do') });
    expect(lambda.entries[0]).toMatchObject({
      message: 'unexpected …',
      stack: expect.stringContaining('TypeError: unexpected …\n'),
    });
    expect(JSON.stringify(lambda.entries)).not.toContain(token.slice(0, 10));
  });

  it('logs the result, and the figures of the run as CloudWatch metrics', async () => {
    const lambda = functionThat(() =>
      runResult([manifestAccount('111111111111'), failedAccount('222222222222')]),
    );

    await lambda.handler({}, CONTEXT);

    const [finished, metrics] = lambda.entries;
    expect(finished).toMatchObject({ type: 'run-finished', status: 'PARTIAL', users: 2 });
    expect(metrics).toMatchObject({
      _aws: {
        Timestamp: NOW.getTime(),
        CloudWatchMetrics: [{ Namespace: 'IamUserDataCollector', Dimensions: [[]] }],
      },
      AccountsCollected: 1,
      AccountsPartial: 0,
      AccountsFailed: 1,
      CoveragePercent: 50,
      Users: 2,
      AccessKeys: 2,
      Calls: 18,
      Throttles: 0,
    });
  });
});

/** The function with a collector that gives this result, and what became of it. */
function functionThat(collect: (world: World) => RunResult, environment: Environment = {}) {
  const lines: string[] = [];
  const seen = { settings: null as Settings | null, options: null as CollectOptions | null };
  const handler = createCollectHandler({
    environment: { ...ORIGINAL_SETTINGS, ...environment },
    settingsFrom: (variables) =>
      resolveSettings({ flags: {}, environment: variables, configFile: null }),
    createCollector: (settings, world) => ({
      plan: () => Promise.reject(new CollectorError('INTERNAL', 'not used')),
      resume: () => Promise.reject(new CollectorError('INTERNAL', 'not used')),
      diagnose: () => Promise.reject(new CollectorError('INTERNAL', 'not used')),
      collect: async (_signal, options) => {
        seen.settings = settings;
        seen.options = options ?? null;
        return collect(world);
      },
    }),
    writeLine: (line) => lines.push(line),
    now: () => NOW,
  });
  return {
    handler,
    get settings() {
      return seen.settings;
    },
    get options() {
      return seen.options;
    },
    get entries(): readonly unknown[] {
      return lines.map((line): unknown => JSON.parse(line));
    },
  };
}

type Environment = Readonly<Record<string, string | undefined>>;
