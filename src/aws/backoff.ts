/** How often and how patiently a call is repeated. */
export interface Backoff {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** Upper bound of the first wait, in milliseconds; it doubles with each further wait. */
  readonly baseMs: number;
  /** No wait is longer, in milliseconds. */
  readonly capMs: number;
}

/** What to do about each kind of failure. */
export interface RetryPolicy {
  readonly throttled: Backoff;
  readonly serverError: Backoff;
  readonly connection: Backoff;
}

/**
 * Throttling is waited out for minutes: at 40 % of calls throttled, one call in a hundred million
 * runs out of attempts. The first waits are short, since the governor sets the pace. A connection
 * that fails outright is given up sooner: the host is usually wrong.
 */
export const RETRY_POLICY: RetryPolicy = {
  throttled: { attempts: 20, baseMs: 100, capMs: 20_000 },
  serverError: { attempts: 8, baseMs: 200, capMs: 10_000 },
  connection: { attempts: 5, baseMs: 200, capMs: 5_000 },
};

/**
 * The wait before the next attempt: full jitter, anywhere between nothing and an exponentially
 * growing bound, so that callers that were refused together do not come back together.
 *
 * @param failures - Attempts that have failed so far, from 1.
 * @param random - From 0 up to 1.
 * @returns Milliseconds, or `null` if no attempt is left.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffMs(backoff: Backoff, failures: number, random: number): number | null {
  if (failures >= backoff.attempts) return null;
  return Math.floor(random * Math.min(backoff.capMs, backoff.baseMs * 2 ** (failures - 1)));
}
