import { CollectorError } from '../errors.ts';
import type { Plan } from '../organization/plan.ts';
import type { Manifest } from '../output/manifest.ts';
import type { Throttling } from '../ports.ts';
import { findBegunData } from './begun-data.ts';
import { type CollectOptions, type CollectPorts, collectAccounts } from './collect-accounts.ts';
import type { DataRecord } from './data-record.ts';
import { findPublished, type PublishPorts, publish, type Snapshot } from './publish.ts';
import { publishDeadline } from './publish-deadline.ts';
import type { RunStore } from './run-store.ts';
import { type StartPorts, sayStarted } from './say-started.ts';
import { findStanding } from './standing-accounts.ts';
import { createStoreMeter } from './store-meter.ts';
import { type RunLeft, sayingWayOn } from './way-on.ts';

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

export interface RunPorts extends CollectPorts, PublishRunPorts, StartPorts {
  /** Where the run is kept whose accounts are adopted; `null`: there is none, or it is gone. */
  readonly parentStore: RunStore | null;
}

export interface PublishRunPorts extends PublishPorts, Pick<CollectPorts, 'reporter'> {}

export interface RunOptions
  extends Omit<CollectOptions, 'deadline' | 'stopOnError'>,
    Pick<RunLeft, 'wayOn'> {
  /** Whether an earlier attempt at the run may have left something. */
  readonly isResumed: boolean;
  /** The run has to be published by then; `null`: there is all the time of the world. */
  readonly deadline: Date | null;
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
  const { isResumed, wayOn, stop } = options;
  const collect = async (begun: DataRecord | null) => {
    // Once data is visible it is published as it is, failed accounts or not.
    const parentStore = begun === null ? ports.parentStore : null;
    const standing = await findStanding(plan, { ...ports, parentStore }, isResumed);
    sayStarted(plan, standing, ports);
    if (begun === null) {
      const at = options.deadline;
      const deadline = at && (await publishDeadline(at, plan, standing.waiting, ports));
      await collectAccounts(plan, standing, ports, {
        ...options,
        deadline,
        stopOnError: true,
      });
    }
    if (stop.aborted) throw interrupted(plan);
  };
  return sayingWayOn({ plan, runStore: ports.runStore, wayOn }, () =>
    finish(plan, ports, { isResumed, collect }),
  );
}

/**
 * Publishes what was collected of a plan, wherever and by however many: an account without a part
 * was not started. A run that was published is not published again.
 *
 * @throws CollectorError those of the stores.
 */
export async function publishRun(
  plan: Plan,
  ports: PublishRunPorts,
  { wayOn }: Pick<RunOptions, 'wayOn'>,
): Promise<RunResult> {
  return sayingWayOn({ plan, runStore: ports.runStore, wayOn }, () =>
    finish(plan, ports, { isResumed: true, collect: async () => {} }),
  );
}

interface Finishing {
  readonly isResumed: boolean;
  /** What is done before the run is published. */
  readonly collect: (begun: DataRecord | null) => Promise<void>;
}

async function finish(
  plan: Plan,
  ports: PublishRunPorts,
  { isResumed, collect }: Finishing,
): Promise<RunResult> {
  const { target, runStore, reporter } = ports;
  const before = isResumed ? await findPublished(plan, target) : null;
  if (before !== null) return toResult(before, ports);
  const begun = isResumed ? await findBegunData(plan, runStore, target) : null;
  await collect(begun);
  reporter({ type: 'publishing', location: target.location });
  return toResult(await publish(plan, ports, begun), ports);
}

function toResult(snapshot: Snapshot, { target, runStore }: PublishRunPorts): RunResult {
  const latestMoved = snapshot.latestReason === null;
  const { isLasting: isKept } = runStore;
  return { ...snapshot, latestMoved, targetLocation: target.location, isKept };
}

function interrupted({ runId }: Plan): CollectorError {
  return new CollectorError('INTERRUPTED', `the run ${runId} was stopped before it was finished`);
}
