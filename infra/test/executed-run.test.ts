import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { PublishAnswer } from '../../src/lambda/publish-handler.ts';
import type { Manifest } from '../../src/output/manifest.ts';
import type { Account } from '../../src/simulation/index.ts';
import { expectedCsv } from '../../test/helpers/expected-csv.ts';
import { OWN_BUCKET } from './helpers/deployed-world.ts';
import {
  badNight,
  type Deployment,
  deployedForBadNight,
  morningAfter,
} from './helpers/states/bad-night.ts';
import type { History } from './helpers/states/execute.ts';
import type { Retry } from './helpers/states/services.ts';

const FOLDER = 'iam-users';
const BINARY = fileURLToPath(new URL('../../bin/iam-users.js', import.meta.url));

describe('the state machine, executed with the zips over 300 accounts on a bad night', () => {
  let deployment: Deployment;
  let night: Awaited<ReturnType<typeof badNight>>;
  let published: PublishAnswer;

  beforeAll(async () => {
    deployment = await deployedForBadNight();
    night = await badNight(deployment);
    published = publishedBy(night.executions);
  }, 300_000);

  afterAll(() => deployment.run.close());

  it('ends one of two executions of the same night without a word', () => {
    const paths = night.executions.map(({ states }) => states.join(' → ')).sort();

    expect(paths).toEqual([
      'Plan → What is to be read? → Accounts → Publish',
      'Plan → What is to be read? → Another execution has the run',
    ]);
  });

  it('reads every account but those that cannot be read, and says why of each', async () => {
    const { withoutRole, denied, hopeless, lostBatch } = deployment;
    const manifest = await manifestOf(published);

    expect(published).toMatchObject({ status: 'PARTIAL', latestMoved: true });
    expect(published.coverage).toMatchObject({
      planned: 300,
      collected: 286,
      partial: 1,
      failed: 13,
    });
    expect(failuresIn(manifest)).toEqual(
      Object.fromEntries([
        ...withoutRole.map(({ id }) => [id, 'ROLE_NOT_ASSUMABLE']),
        [denied.id, 'ACCESS_DENIED'],
        [hopeless.id, 'CONNECTION_FAILED'],
        ...lostBatch.map(({ id }) => [id, 'NOT_STARTED']),
      ]),
    );
  });

  it('publishes exactly what is true of the accounts that were read', async () => {
    const { collectedAt } = await manifestOf(published);
    const { accounts, withoutRole, hopeless, lostBatch } = deployment;

    const unread = new Set([...withoutRole, hopeless, ...lostBatch]);
    const read = accounts.filter((account) => !unread.has(account));
    expect(dataOf(published)).toBe(expectedOf(deployment, read, collectedAt));
  });

  it('publishes, byte by byte, what the command line makes of the same plan', async () => {
    const byCommandLine = await resumedByCommandLine(published.runId);

    // The accounts that no batch was there for are read on the command line.
    const lost = new Set(deployment.lostBatch.map(({ id }) => id));
    const lines = linesOf(byCommandLine).filter((line) => !lost.has(line.slice(0, 12)));
    expect(lines.length).toBeLessThan(linesOf(byCommandLine).length);
    expect(dataOf(published)).toBe(lines.join(''));
  });

  it('tries again what is worth it, ever later, and everything else once', () => {
    const { slow, unlucky, hopeless, crowded, lost, twice, denied } = deployment;

    expect(retriesIn('Plan')).toEqual([
      ['Lambda.Unknown', 30],
      ['Lambda.Unknown', 30],
    ]);
    expect(retriesIn('Publish')).toEqual([['Lambda.Unknown', 30]]);
    expect(retriesOf(slow.id)).toEqual([['Sandbox.Timedout', 30]]);
    expect(retriesOf(unlucky.id)).toEqual([['Transient', 30]]);
    expect(retriesOf(crowded.id)).toEqual([['Lambda.TooManyRequestsException', 30]]);
    expect(retriesOf(hopeless.id)).toEqual(fiveTimes('Transient'));
    expect(retriesOf(lost.id)).toEqual(fiveTimes('Lambda.TooManyRequestsException'));
    expect([...retriesOf(twice.id), ...retriesOf(denied.id)]).toEqual([]);
    expect(retriesIn('Collect accounts')).toHaveLength(3 + 2 * 5);
  });

  it('leaves a list of what came of each batch', async () => {
    const folder = `${FOLDER}/_iam-users/runs/${published.runId}/batches/map-run`;
    const { ResultFiles } = JSON.parse(object(`${folder}/manifest.json`));
    const [succeeded, failed] = ['SUCCEEDED', 'FAILED'].map((name) => {
      const [{ Key }] = ResultFiles[name];
      return linesOf(object(Key)).map((line) => JSON.parse(line));
    });

    expect(succeeded).toHaveLength(29);
    expect(sum(succeeded, 'done')).toBe(287);
    expect(sum(succeeded, 'failed')).toBe(3);
    expect(failed).toMatchObject([{ Error: 'Lambda.TooManyRequestsException' }]);
  });

  it('reads in the morning what was not read, and what lacks facts, and no other account', async () => {
    const { run, accounts, withoutRole, denied, hopeless, lostBatch } = deployment;
    const { output } = await morningAfter(deployment, published.runId);
    const morning = output as PublishAnswer;
    const { collectedAt, parentRunId } = await manifestOf(morning);

    const asked = accounts.filter(({ id }) => run.simulation.calls.count('iam:ListUsers', id) > 0);
    expect(asked.map(({ id }) => id).sort()).toEqual(
      [...withoutRole, denied, hopeless, ...lostBatch].map(({ id }) => id).sort(),
    );
    expect(parentRunId).toBe(published.runId);
    expect(morning.coverage).toMatchObject({ collected: 299, partial: 1, failed: 0 });
    expect(dataOf(morning)).toBe(expectedOf(deployment, accounts, collectedAt));
  });

  function retriesIn(state: string) {
    return shown(night.retries.filter((retry) => retry.state === state));
  }

  function retriesOf(accountId: string) {
    return shown(night.retries.filter(({ input }) => JSON.stringify(input).includes(accountId)));
  }

  function object(key: string): string {
    const found = deployment.run.simulation.s3.object(OWN_BUCKET, key);
    if (found === null) throw new RangeError(`no object ${key}`);
    return found.bytes.toString();
  }

  async function manifestOf({ manifest }: PublishAnswer): Promise<Manifest> {
    return JSON.parse(object(`${FOLDER}/${manifest}`));
  }

  function dataOf({ files }: PublishAnswer): string {
    return object(`${FOLDER}/${files[0]}`);
  }

  /** As the role of the functions, into a directory which has the plan and nothing else. */
  async function resumedByCommandLine(runId: string): Promise<string> {
    const { run } = deployment;
    const directory = await mkdtemp(join(tmpdir(), 'iam-users-resumed-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    const plan = join('_iam-users', 'runs', runId, 'plan.json');
    await mkdir(join(directory, plan, '..'), { recursive: true });
    await writeFile(join(directory, plan), object(`${FOLDER}/${plan}`));
    const environment = await run.environmentAs('CollectorRole');
    const argv = [BINARY, 'resume', runId, '--to', directory];
    const child = spawn(process.execPath, argv, { env: environment, stdio: 'ignore' });
    await once(child, 'exit');
    const [name = ''] = (await readdir(directory)).filter((file) => file.endsWith('.csv'));
    return readFile(join(directory, name), 'utf8');
  }
});

function publishedBy(executions: readonly History[]): PublishAnswer {
  const found = executions.find(({ states }) => states.includes('Publish'));
  return found?.output as PublishAnswer;
}

function failuresIn({ accounts }: Manifest): Readonly<Record<string, string | undefined>> {
  const failed = accounts.filter(({ outcome }) => outcome !== 'collected');
  return Object.fromEntries(failed.map(({ accountId, errors }) => [accountId, errors[0]?.code]));
}

function expectedOf({ denied }: Deployment, read: readonly Account[], collectedAt: string): string {
  return expectedCsv(
    read.map((account) => ({ account, denied: account === denied ? ['ListAccessKeys'] : [] })),
    collectedAt,
  );
}

/** What went wrong, and how many seconds another attempt may be away. */
function shown(retries: readonly Retry[]) {
  return retries.map(({ error, mostSeconds }) => [error.name, mostSeconds]);
}

function fiveTimes(name: string) {
  return [30, 60, 120, 240, 300].map((seconds) => [name, seconds]);
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function sum<K extends string>(items: readonly Readonly<Record<K, number>>[] = [], key: K): number {
  return items.reduce((total, item) => total + item[key], 0);
}
