import { CollectorError } from '../errors.ts';
import type { Plan } from '../organization/plan.ts';
import type { RunStore } from './run-store.ts';

/** A run that may be left behind an error. */
export interface RunLeft {
  readonly plan: Pick<Plan, 'runId'>;
  readonly runStore: Pick<RunStore, 'isLasting' | 'location'>;
  /** How to go on with it, as the end of a sentence. */
  readonly wayOn: (runId: string) => string;
}

/** Does something for a run; an error says what it has not cost, and how to go on. */
export async function sayingWayOn<T>(run: RunLeft, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw withWayOn(CollectorError.from(thrown), wayOnOf(run));
  }
}

/** `null` if everything is lost. */
function wayOnOf({ plan: { runId }, runStore: { isLasting, location }, wayOn }: RunLeft) {
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
