import { CollectorError } from '../errors.ts';
import type { Reporter } from '../messages.ts';
import type { Instant } from '../model/instant.ts';
import type { Plan } from '../organization/plan.ts';
import { isDenied, unlessDenied } from './denial.ts';
import type { RunStore } from './run-store.ts';

/** A run and where it is kept. */
export interface KeptRun {
  readonly plan: Plan;
  readonly runStore: RunStore;
}

/** A run can be resumed for this long: then what it read is too old to be one picture. */
const RESUMABLE_MS = 24 * 3_600_000;

/**
 * Begins a run by writing its plan into the first store that can be written and read.
 *
 * @param stores - In the order of preference.
 */
export async function keepPlan(
  plan: Plan,
  stores: readonly RunStore[],
  reporter: Reporter,
): Promise<KeptRun> {
  for (const [index, runStore] of stores.entries()) {
    const next = stores[index + 1];
    try {
      const standing = await runStore.writePlan(plan);
      await runStore.readPlan(plan.runId);
      return { plan: standing, runStore };
    } catch (thrown) {
      if (next === undefined || !isDenied(thrown)) throw thrown;
      const text = `${thrown.message} ${insteadIn(next)}`;
      reporter({ type: 'warning', code: thrown.code, text });
    }
  }
  throw new CollectorError('INTERNAL', 'there is no store to keep the run in');
}

/** The run of that id; `null` if no store has it. */
export async function findRun(runId: string, stores: readonly RunStore[]): Promise<KeptRun | null> {
  for (const runStore of stores) {
    const plan = await unlessDenied(runStore.readPlan(runId), null);
    if (plan !== null) return { plan, runStore };
  }
  return null;
}

/**
 * The run to resume, or to adopt accounts of.
 *
 * @throws CollectorError `RUN_NOT_FOUND`, or `RUN_NOT_RESUMABLE` if it is too old.
 */
export async function findResumable(
  runId: string,
  stores: readonly RunStore[],
  now: Date,
): Promise<KeptRun> {
  const run = await findRun(runId, stores);
  if (run === null) {
    const places = stores.map(({ location }) => location).join(' and ');
    throw new CollectorError('RUN_NOT_FOUND', `expected the run ${runId} in ${places}, found none`);
  }
  if (!isYoungEnough(run.plan.startedAt, now)) {
    throw new CollectorError(
      'RUN_NOT_RESUMABLE',
      `expected a run younger than 24 hours, found that ${runId} was started at ${run.plan.startedAt}`,
    );
  }
  return run;
}

/** Whether what was read then and what is read now are still one picture. */
export function isYoungEnough(readAt: Instant, now: Date): boolean {
  return now.getTime() - Date.parse(readAt) <= RESUMABLE_MS;
}

function insteadIn({ location, isLasting }: RunStore): string {
  const end = isLasting ? '.' : ', which does not last: it cannot be resumed.';
  return `The run is kept in ${location} instead${end}`;
}
