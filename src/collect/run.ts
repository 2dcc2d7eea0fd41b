import { CollectorError } from '../errors.ts';
import type { Plan } from '../organization/plan.ts';
import type { Manifest } from '../output/manifest.ts';
import type { Store, Throttling } from '../ports.ts';
import { findBegunData } from './begun-data.ts';
import { type CollectOptions, type CollectPorts, collectAccounts } from './collect-accounts.ts';
import { findPublished, publish, type Snapshot } from './publish.ts';
import type { RunStore } from './run-store.ts';
import { findStanding, type StandingAccounts } from './standing-accounts.ts';
import { createStoreMeter } from './store-meter.ts';

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
  /** The users of the snapshot that `latest.json` pointed to before; `null` if that is not known. */
  readonly usersBefore: number | null;
  /** Whether what was read is kept, so that a further run can adopt it. */
  readonly isKept: boolean;
  /** Absent if AWS has refused no request for its rate. */
  readonly throttling?: Throttling;
}

export interface RunPorts extends Omit<CollectPorts, 'targetTimes'> {
  readonly callerArn: string;
  /** Where the run is kept whose accounts are adopted; `null`: there is none, or it is gone. */
  readonly parentStore: RunStore | null;
  readonly target: Store;
}

export interface RunOptions extends CollectOptions {
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
  given: RunPorts,
  options: RunOptions,
): Promise<RunResult> {
  const meter = createStoreMeter(given.clock);
  const ports = { ...given, target: meter.watch(given.target), targetTimes: meter.times };
  try {
    const before = options.isResumed ? await findPublished(plan, ports.target) : null;
    if (before !== null) return toResult(before, ports);
    const { runStore, target } = ports;
    const begun = options.isResumed ? await findBegunData(plan, runStore, target) : null;
    // Once data is visible it is published as it is, failed accounts or not.
    const parentStore = begun === null ? ports.parentStore : null;
    const standing = await findStanding(plan, { ...ports, parentStore }, options.isResumed);
    sayStarted(plan, standing, ports);
    if (begun === null) await collectAccounts(plan, standing, ports, options);
    if (options.stop.aborted) throw interrupted(plan);
    ports.reporter({ type: 'publishing', location: target.location });
    return toResult(await publish(plan, ports, begun), ports);
  } catch (thrown) {
    const way = wayOnWith(plan, ports.runStore, options);
    throw withWayOn(CollectorError.from(thrown), way);
  }
}

function sayStarted(
  { runId, parentRunId, accounts }: Plan,
  { alreadyDone, adopted }: StandingAccounts,
  { reporter, callerArn }: RunPorts,
): void {
  const skipped = accounts.filter(({ skip }) => skip !== null).length;
  reporter({
    type: 'run-started',
    runId,
    parentRunId,
    callerArn,
    accounts: accounts.length - skipped,
    skipped,
    alreadyDone,
    adopted,
  });
}

function toResult(snapshot: Snapshot, { target, runStore }: RunPorts): RunResult {
  const latestMoved = snapshot.latestReason === null;
  const { isLasting: isKept } = runStore;
  return { ...snapshot, latestMoved, targetLocation: target.location, isKept };
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
