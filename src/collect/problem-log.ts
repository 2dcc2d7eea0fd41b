import { CollectorError, ERRORS } from '../errors.ts';
import { type Knowable, UNKNOWN } from '../model/knowable.ts';
import type { Problem } from '../model/part.ts';

/** What goes wrong while one account is read, each kind once. */
export interface ProblemLog {
  /**
   * Does something whose failure leaves a gap but does not end the account.
   *
   * @returns What it gave, or `UNKNOWN` if it failed.
   */
  attempt<T>(work: () => Promise<T>): Promise<Knowable<T>>;
  record(error: CollectorError): void;
  /** With the number of further times that the same happened. */
  problems(): readonly Problem[];
}

export function createProblemLog(): ProblemLog {
  const seen = new Map<string, { readonly first: CollectorError; count: number }>();

  const record = (error: CollectorError) => {
    const kind = `${error.code} ${error.operation}`;
    const known = seen.get(kind);
    if (known === undefined) seen.set(kind, { first: error, count: 1 });
    else if (known.first !== error) known.count += 1;
  };

  return {
    async attempt(work) {
      try {
        return await work();
      } catch (thrown) {
        record(survivable(thrown));
        return UNKNOWN;
      }
    },
    record,
    problems: () => [...seen.values()].map(({ first, count }) => toProblem(first, count)),
  };
}

/** The problem that an error is in the manifest. */
export function toProblem(error: CollectorError, count = 1): Problem {
  const more = count === 1 ? '' : ` (and ${count - 1} more of the kind)`;
  return {
    code: error.code,
    operation: error.operation,
    message: error.message + more,
    remedy: error.remedy,
  };
}

/**
 * The error, if the run can go on after it.
 *
 * @throws What was thrown, if it cannot: the run was cancelled, or the caller's own credentials are
 * not valid any more, so that every further call would fail likewise.
 */
export function survivable(thrown: unknown): CollectorError {
  if (!(thrown instanceof CollectorError)) throw thrown;
  if (ERRORS[thrown.code].exitStatus === 4) throw thrown;
  return thrown;
}
