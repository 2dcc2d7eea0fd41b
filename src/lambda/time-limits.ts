/** For the answer itself, and for a clear error in place of Lambda's bare "timed out". */
const MAX_ANSWER_MS = 1_000;
const ANSWER_SHARE = 1 / 8;

/**
 * Milliseconds from now by which everything but the answer has to be done. How much of that
 * publishing takes is measured by the run.
 */
export function workingTime(remainingMs: number): number {
  return Math.floor(remainingMs - Math.min(remainingMs * ANSWER_SHARE, MAX_ANSWER_MS));
}
