import { setMaxListeners } from 'node:events';
import pMap from 'p-map';
import { columnsNamed, factsFor } from '../columns/select.ts';
import { CollectorError } from '../errors.ts';
import type { Reporter } from '../messages.ts';
import type { Plan, PlannedAccount } from '../organization/plan.ts';
import type { Manifest } from '../output/manifest.ts';
import type { AccountAccess, Clock, Store } from '../ports.ts';
import { findBegunData } from './begun-data.ts';
import { type AccountRun, collectAccount } from './collect-account.ts';
import { findPublished, publish, type Snapshot } from './publish.ts';
import { isDone, type RunStore } from './run-store.ts';

/** What a run came to. `FAILED` runs resolve too: the manifest says why each account failed. */
export interface RunResult {
  readonly manifest: Manifest;
  /** Name of the manifest below the target. */
  readonly manifestName: string;
  /** `s3://bucket/prefix` or the absolute path of the directory. */
  readonly targetLocation: string;
  /** Whether `latest.json` now points to this run. */
  readonly latestMoved: boolean;
  /** Why it does not, in one sentence; `null` if it does. */
  readonly latestReason: string | null;
}

export interface RunPorts {
  readonly access: AccountAccess;
  readonly callerArn: string;
  readonly runStore: RunStore;
  readonly target: Store;
  readonly clock: Clock;
  readonly reporter: Reporter;
}

export interface RunOptions {
  /** Accounts read at the same time. */
  readonly concurrency: number;
  /** When aborted, no further account is started; those in flight are finished and kept. */
  readonly stop: AbortSignal;
  /** What is not read by then is given up, so that there is time left to publish; `null`: never. */
  readonly deadline: Date | null;
  /** Whether an earlier attempt at the run may have left something. */
  readonly isResumed: boolean;
  /** How to go on with the run that is left behind an error, as the end of a sentence. */
  readonly wayOn: (runId: string) => string;
}

/**
 * Collects the accounts of a plan that is in the run store, and publishes the snapshot. Accounts
 * that an earlier attempt at the run finished are not read again, and a run that was published is
 * not published again.
 *
 * @throws CollectorError `INTERRUPTED` if it was stopped, a credential error if the caller's
 * credentials ran out, and those of the stores. What was read stays in the run store.
 */
export async function runPlan(
  plan: Plan,
  ports: RunPorts,
  options: RunOptions,
): Promise<RunResult> {
  try {
    const before = options.isResumed ? await findPublished(plan, ports.target) : null;
    if (before !== null) return toResult(before, ports.target);
    const { runStore, target } = ports;
    const begun = options.isResumed ? await findBegunData(plan, runStore, target) : null;
    const waiting = await startRun(plan, ports, options);
    // Once data is visible it is published as it is, failed accounts or not.
    if (begun === null) await collectAccounts(plan, waiting, ports, options);
    if (options.stop.aborted) throw interrupted(plan);
    ports.reporter({ type: 'publishing', location: target.location });
    return toResult(await publish(plan, ports, begun), target);
  } catch (thrown) {
    const way = wayOnWith(plan, ports.runStore, options);
    throw withWayOn(CollectorError.from(thrown), way);
  }
}

/** Says what the run is about, and gives the accounts that are still to be read. */
async function startRun(
  plan: Plan,
  { runStore, reporter, callerArn }: RunPorts,
  options: RunOptions,
): Promise<readonly PlannedAccount[]> {
  const toRead = plan.accounts.filter(({ skip }) => skip === null);
  const done = options.isResumed ? await doneAccounts(plan, toRead, runStore) : new Set();
  reporter({
    type: 'run-started',
    runId: plan.runId,
    callerArn,
    accounts: toRead.length,
    skipped: plan.accounts.length - toRead.length,
    alreadyDone: done.size,
  });
  return toRead.filter(({ accountId }) => !done.has(accountId));
}

async function collectAccounts(
  plan: Plan,
  accounts: readonly PlannedAccount[],
  ports: RunPorts,
  options: RunOptions,
): Promise<void> {
  const { runStore, reporter, clock } = ports;
  const run = accountRunOf(plan);
  const cut = createCut(options.deadline, clock);
  const collect = async ({ accountId, accountName }: PlannedAccount) => {
    if (options.stop.aborted || cut.signal.aborted) return;
    reporter({ type: 'account-started', accountId });
    try {
      const part = await collectAccount(run, accountId, ports, cut.signal);
      await runStore.writePart(plan.runId, part);
      reporter({ type: 'account-finished', accountName, outcome: part.outcome });
    } catch (thrown) {
      if (!cut.signal.aborted) throw thrown;
    }
  };
  try {
    await pMap(accounts, collect, { concurrency: options.concurrency });
  } finally {
    cut.end();
  }
}

/** Accounts whose part an earlier attempt has left, whole. */
async function doneAccounts(
  { runId }: Plan,
  accounts: readonly PlannedAccount[],
  runStore: RunStore,
): Promise<ReadonlySet<string>> {
  const done = new Set<string>();
  const look = async ({ accountId }: PlannedAccount) => {
    const part = await runStore.readPart(runId, accountId);
    if (part !== null && isDone(part)) done.add(accountId);
  };
  await pMap(accounts, look, { concurrency: PARTS_AT_A_TIME });
  return done;
}

const PARTS_AT_A_TIME = 16;

/** The facts behind the columns; the summary is always read, because it is the proof. */
function accountRunOf({ runId, collectedAt, settings }: Plan): AccountRun {
  const facts = factsFor(columnsNamed(settings.columns));
  const { freshness } = settings;
  return { runId, collectedAt, freshness, facts: new Set([...facts, 'summary']) };
}

interface Cut {
  /** Aborted at the deadline, and when the accounts are done with in any other way. */
  readonly signal: AbortSignal;
  end(): void;
}

function createCut(deadline: Date | null, clock: Clock): Cut {
  const cut = new AbortController();
  // Every call in flight listens to it, which Node.js takes for a leak beyond ten.
  setMaxListeners(0, cut.signal);
  if (deadline !== null) {
    const leftMs = Math.max(0, deadline.getTime() - clock.now().getTime());
    const end = () => cut.abort();
    clock.sleep(leftMs, cut.signal).then(end, end);
  }
  return { signal: cut.signal, end: () => cut.abort() };
}

function toResult(snapshot: Snapshot, { location }: Store): RunResult {
  const latestMoved = snapshot.latestReason === null;
  return { ...snapshot, latestMoved, targetLocation: location };
}

function interrupted({ runId }: Plan): CollectorError {
  return new CollectorError('INTERRUPTED', `the run ${runId} was stopped before it was finished`);
}

/** What an error has not cost, and how to go on; `null` if everything is lost. */
function wayOnWith(
  { runId }: Plan,
  { isLasting, location }: RunStore,
  { wayOn }: RunOptions,
): string | null {
  return isLasting ? `What was read is kept in ${location}; ${wayOn(runId)}` : null;
}

function withWayOn(error: CollectorError, wayOn: string | null): CollectorError {
  const { code, message, operation } = error;
  const remedy =
    code === 'INTERRUPTED'
      ? (wayOn ?? 'What was read is not kept: begin again.')
      : [error.remedy, wayOn].filter((text) => text !== null).join(' ');
  return new CollectorError(code, message, {
    remedy,
    cause: error.cause ?? error,
    ...(operation === null ? {} : { operation }),
  });
}
