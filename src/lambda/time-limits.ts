/** Instants, in milliseconds from now. */
export interface TimeLimits {
  /** No account is started after this. */
  readonly lastStartMs: number;
  /** What is still going on then is given up; finished accounts stay in the run store. */
  readonly giveUpMs: number;
}

/**
 * For the accounts in flight and for publishing: an account whose calls are throttled may take a
 * minute, and publishing reads every part again.
 */
const RESERVED_SHARE = 0.25;
const MAX_RESERVED_MS = 150_000;
/** For the answer itself, and for a clear error in place of Lambda's bare "timed out". */
const ANSWER_MS = 2_000;

/** How to spend what is left of the invocation's time. */
export function timeLimits(remainingMs: number): TimeLimits {
  const reservedMs = Math.min(remainingMs * RESERVED_SHARE, MAX_RESERVED_MS);
  return {
    lastStartMs: Math.floor(remainingMs - reservedMs),
    giveUpMs: Math.max(0, Math.floor(remainingMs - ANSWER_MS)),
  };
}
