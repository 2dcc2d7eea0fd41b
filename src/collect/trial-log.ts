import type { CollectorError } from '../errors.ts';
import { isUnknown, type Knowable, UNKNOWN } from '../model/knowable.ts';
import { compareText } from '../model/text-order.ts';
import type { UntestedAction } from '../output/diagnosis.ts';
import { survivable } from './problem-log.ts';

/** What came of trying actions in one account. */
export interface TrialLog {
  /**
   * Tries an action.
   *
   * @returns What AWS answered, or `UNKNOWN` if it refused.
   */
  attempt<T>(action: string, call: () => Promise<T>): Promise<Knowable<T>>;
  /** Says why an action could not be tried. */
  leaveOut(action: string, reason: string): void;
  /** Of the actions that were refused, why. */
  readonly refusals: ReadonlyMap<string, CollectorError>;
  /** Sorted. */
  worked(): readonly string[];
  /** Sorted by action. */
  untested(): readonly UntestedAction[];
}

export function createTrialLog(): TrialLog {
  const refusals = new Map<string, CollectorError>();
  const worked = new Set<string>();
  const untested = new Map<string, string>();
  return {
    async attempt(action, call) {
      try {
        const answer = await call();
        worked.add(action);
        return answer;
      } catch (thrown) {
        refusals.set(action, survivable(thrown));
        return UNKNOWN;
      }
    },
    leaveOut: (action, reason) => untested.set(action, reason),
    refusals,
    worked: () => [...worked].filter((action) => !refusals.has(action)).sort(compareText),
    untested: () =>
      [...untested]
        .map(([action, reason]) => ({ action, reason }))
        .sort((left, right) => compareText(left.action, right.action)),
  };
}

/** What is known of an answer; an empty list if nothing is. */
export function orEmpty<T>(answer: Knowable<readonly T[]>): readonly T[] {
  return isUnknown(answer) ? [] : answer;
}
