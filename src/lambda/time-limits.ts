/** Instants, in milliseconds from now. */
export interface TimeLimits {
  /** What is not read by then is left out, so that what was read can be published. */
  readonly readUntilMs: number;
  /** Whatever else is going on then, such as planning, is given up. */
  readonly giveUpMs: number;
}

/** For publishing, which reads every part again and writes the result. */
const RESERVED_SHARE = 0.25;
const MAX_RESERVED_MS = 150_000;
/** For the answer itself, and for a clear error in place of Lambda's bare "timed out". */
const MAX_ANSWER_MS = 2_000;

/** How to spend what is left of the invocation's time. */
export function timeLimits(remainingMs: number): TimeLimits {
  const reservedMs = Math.min(remainingMs * RESERVED_SHARE, MAX_RESERVED_MS);
  return {
    readUntilMs: Math.floor(remainingMs - reservedMs),
    giveUpMs: Math.floor(remainingMs - Math.min(reservedMs / 2, MAX_ANSWER_MS)),
  };
}
