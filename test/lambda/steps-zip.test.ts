import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  generateOrganization,
  type Simulation,
  startSimulation,
} from '../../src/simulation/index.ts';
import { functionEnvironment, type Invocation, unpackFunction } from '../helpers/lambda-zip.ts';

const BUCKET = 'amzn-s3-demo-bucket';
const EXECUTION = 'arn:aws:states:eu-central-1:111111111111:execution:collector:1';
const TIME = new Date(Math.floor(Date.now() / 1_000) * 1_000).toISOString();
const SCHEDULED = {
  'detail-type': 'Scheduled Event',
  time: TIME,
  resources: ['arn:aws:scheduler:eu-central-1:111111111111:schedule/default/collector'],
};
const PLAN = { ...SCHEDULED, execution: EXECUTION };

describe('the zips of the functions `plan`, `collect-account` and `publish`', () => {
  const functions = {
    collect: unpackFunction('collect'),
    plan: unpackFunction('plan'),
    'collect-account': unpackFunction('collect-account'),
    publish: unpackFunction('publish'),
  };
  let simulation: Simulation;

  afterAll(() => {
    for (const unpacked of Object.values(functions)) unpacked.remove();
  });

  beforeEach(async () => {
    const now = new Date();
    simulation = await startSimulation(
      generateOrganization({ seed: 'steps', accounts: 5, usersPerAccount: 6, now }),
    );
    onTestFinished(() => simulation.close());
    simulation.s3.createBucket(BUCKET);
  });

  it('make the file, byte by byte, that `collect` makes of the same plan', async () => {
    const [broken = ''] = memberIds();
    simulation.account(broken).roles = [];

    const { runId, accountsKey, ...planned } = (await invoke('plan', PLAN)).answer as PlanAnswer;
    const accountIds = listed(accountsKey);
    const good = accountIds.filter((id) => id !== broken);
    const last = await invoke('collect-account', batchOf(runId, [broken, ...good.slice(2)]));
    const first = await invoke('collect-account', batchOf(runId, good.slice(0, 2)));
    const published = await invoke('publish', { runId });
    await copyPlan(runId, 'whole');
    const whole = await invoke('collect', SCHEDULED, { S3_BUCKET_NAME: 'whole' });

    expect(planned).toEqual({ accounts: 5, isDuplicate: false });
    expect(accountsKey).toBe(`_iam-users/runs/${runId}/accounts.jsonl`);
    expect([first.answer, last.answer]).toEqual([
      { done: 2, failed: 0 },
      { done: 2, failed: 1 },
    ]);
    expect(whole.answer).toMatchObject({ statusCode: 207 });
    expect(csvIn('whole')).toHaveLength(1);
    expect(csvIn(BUCKET)).toEqual(csvIn('whole'));
    expect(published.answer).toMatchObject({
      runId,
      status: 'PARTIAL',
      coverage: { planned: 5, collected: 4, failed: 1, percent: 80 },
      location: `s3://${BUCKET}`,
      errors: [{ code: 'ROLE_NOT_ASSUMABLE', accounts: [broken] }],
      latestMoved: false,
    });
    expect(published.log.at(-1)).toMatchObject({ AccountsCollected: 4, AccountsFailed: 1, runId });
  });

  it('answer an execution that comes second that the run is a duplicate', async () => {
    const first = await invoke('plan', PLAN);
    const second = await invoke('plan', { ...PLAN, execution: `${EXECUTION}-again` });
    const retried = await invoke('plan', PLAN);

    expect(first.answer).toMatchObject({ accounts: 5, isDuplicate: false });
    expect(second.answer).toMatchObject({ accounts: 0, isDuplicate: true });
    expect(retried.answer).toEqual(first.answer);
  });

  it('go on where a function was killed in the middle of a batch', async () => {
    const { runId, accountsKey } = (await invoke('plan', PLAN)).answer as PlanAnswer;
    const accountIds = listed(accountsKey);
    const [done = '', slow = ''] = memberIds();
    simulation.setFaults([
      { match: { service: 'iam', accountId: slow }, effect: { kind: 'hang' } },
    ]);
    const killed = start('collect-account', batchOf(runId, accountIds));

    await expect.poll(() => partExists(runId, done), { timeout: 30_000 }).toBe(true);
    killed.kill();
    const nothing = await killed.ending;
    simulation.setFaults([]);
    const callsBefore = simulation.calls.count(undefined, done);
    const again = await invoke('collect-account', batchOf(runId, accountIds));

    expect(nothing.answer).toBeUndefined();
    expect(again.answer).toEqual({ done: 5, failed: 0 });
    expect(simulation.calls.count(undefined, done)).toBe(callsBefore);
  });

  it('throw `Transient` where another attempt may help, and give up at the last', async () => {
    const { runId, accountsKey } = (await invoke('plan', PLAN)).answer as PlanAnswer;
    const [broken = ''] = memberIds();
    simulation.setFaults([
      { match: { operation: 'AssumeRole', accountId: broken }, effect: { kind: 'reset' } },
    ]);
    const batch = batchOf(runId, listed(accountsKey));

    const thrown = await invoke('collect-account', batch);
    const last = await invoke('collect-account', { ...batch, isLastAttempt: true });

    expect(thrown).toMatchObject({
      name: 'Transient',
      message: expect.stringMatching(/^CONNECTION_FAILED: .* What to do: /),
    });
    expect(thrown.log).toContainEqual(
      expect.objectContaining({ level: 'ERROR', runId, accountId: broken }),
    );
    expect(last.answer).toEqual({ done: 4, failed: 1 });
  });

  it('end a batch in time, for another attempt to read what is left', async () => {
    const { runId, accountsKey } = (await invoke('plan', PLAN)).answer as PlanAnswer;
    const [slow = ''] = memberIds();
    simulation.setFaults([
      { match: { service: 'iam', accountId: slow }, effect: { kind: 'hang' } },
    ]);

    const thrown = await invoke('collect-account', batchOf(runId, listed(accountsKey)), {}, 8_000);

    expect(thrown.name).toBe('Transient');
    expect(thrown.message).toContain(slow);
    expect(partExists(runId, slow)).toBe(false);
  });

  it('throw `RUN_FAILED` where nothing could be read', async () => {
    for (const id of memberIds()) simulation.account(id).roles = [];
    simulation.setFaults([
      {
        match: { service: 'iam' },
        effect: { kind: 'error', code: 'AccessDenied', status: 403, message: 'not authorized' },
      },
    ]);
    const { runId, accountsKey } = (await invoke('plan', PLAN)).answer as PlanAnswer;
    await invoke('collect-account', batchOf(runId, listed(accountsKey)));

    const { name, message } = await invoke('publish', { runId });

    expect(name).toBe('RUN_FAILED');
    expect(message).toContain('could read none of 5 accounts');
  });

  it('refuse an event that lacks what it needs, and name it', async () => {
    const batch = await invoke('collect-account', { BatchInput: { runId: 'r' }, Items: [] });
    const publish = await invoke('publish', {});

    expect(batch).toMatchObject({
      name: 'SETTING_INVALID',
      message: expect.stringContaining('`BatchInput.batchesAtATime`'),
    });
    expect(publish).toMatchObject({
      name: 'SETTING_INVALID',
      message: expect.stringContaining('Expected a run id'),
    });
  });

  function start(
    name: keyof typeof functions,
    event: unknown,
    changes: Readonly<Record<string, string>> = {},
    remainingMs = 60_000,
  ) {
    const environment = { ...functionEnvironment(simulation, BUCKET), ...changes };
    return functions[name].start(event, { environment, remainingMs });
  }

  function invoke(...parameters: Parameters<typeof start>): Promise<Invocation> {
    return start(...parameters).ending;
  }

  function listed(key: string): readonly string[] {
    const lines = (simulation.s3.object(BUCKET, key)?.bytes.toString() ?? '').split('\n');
    return lines
      .slice(0, -1)
      .map((line) => (JSON.parse(line) as { readonly accountId: string }).accountId);
  }

  /** Without the account of the caller, which is read with its own credentials if need be. */
  function memberIds(): readonly string[] {
    const { accounts, caller } = simulation.organization;
    return accounts.map(({ id }) => id).filter((id) => id !== caller.accountId);
  }

  function partExists(runId: string, accountId: string): boolean {
    const key = `_iam-users/runs/${runId}/parts/${accountId}.jsonl.gz`;
    return simulation.s3.object(BUCKET, key) !== null;
  }

  /** Lets another bucket have begun the same run. */
  async function copyPlan(runId: string, bucket: string): Promise<void> {
    const key = `_iam-users/runs/${runId}/plan.json`;
    const body = simulation.s3.object(BUCKET, key)?.bytes ?? Buffer.alloc(0);
    simulation.s3.createBucket(bucket);
    await simulation.s3.handle({
      method: 'PUT',
      target: `/${bucket}/${key}`,
      headers: {},
      body,
      principal: {
        accountId: simulation.organization.caller.accountId,
        arn: 'arn:aws:iam::111111111111:user/somebody',
        kind: 'user',
      },
    });
  }

  function csvIn(bucket: string) {
    const data = simulation.s3.objects(bucket).filter(({ key }) => key.endsWith('.csv'));
    return data.map(({ key, bytes }) => ({ key, text: bytes.toString() }));
  }
});

interface PlanAnswer {
  readonly runId: string;
  readonly accountsKey: string;
  readonly accounts: number;
  readonly isDuplicate: boolean;
}

/** What the map passes to the function for some of its items. */
function batchOf(runId: string, accountIds: readonly string[]) {
  return {
    BatchInput: { runId, batchesAtATime: 10 },
    Items: accountIds.map((accountId) => ({ accountId })),
    isLastAttempt: false,
  };
}
