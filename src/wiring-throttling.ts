import type { RunResult } from './collect/run.ts';
import type { Reporter } from './messages.ts';
import type { Throttling } from './ports.ts';

/** A person needs no more of them, and a log keeps them all. */
const SAY_AT_MOST_EVERY_MS = 5_000;

/** Tells a reporter now and then, beginning with the first time, how often AWS refused a request. */
export function sayThrottled(reporter: Reporter): (current: () => Throttling) => void {
  let saidAtMs = Number.NEGATIVE_INFINITY;
  return (current) => {
    const nowMs = performance.now();
    if (nowMs - saidAtMs < SAY_AT_MOST_EVERY_MS) return;
    saidAtMs = nowMs;
    reporter({ type: 'throttled', ...current() });
  };
}

/** Says nothing of what did not happen. */
export function withThrottling(result: RunResult, throttling: Throttling | null): RunResult {
  return throttling === null ? result : { ...result, throttling };
}
