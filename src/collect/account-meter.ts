import { toInstant } from '../model/instant.ts';
import type { AccountOutcome } from '../model/part.ts';
import type { Clock } from '../ports.ts';

export type Measured = Pick<AccountOutcome, 'calls' | 'throttles' | 'durationMs' | 'readAt'>;

/** Counts what is asked about one account, and the time from when it begins to be read. */
export interface AccountMeter {
  readonly onRequest: (wasThrottled: boolean) => void;
  /** From now on the time counts. */
  start(): void;
  measured(): Measured;
}

export function createAccountMeter(clock: Pick<Clock, 'now'>): AccountMeter {
  let startedAt = clock.now();
  let calls = 0;
  let throttles = 0;
  return {
    onRequest: (wasThrottled) => {
      calls += 1;
      if (wasThrottled) throttles += 1;
    },
    start: () => {
      startedAt = clock.now();
    },
    measured: () => {
      const now = clock.now();
      const durationMs = now.getTime() - startedAt.getTime();
      return { calls, throttles, durationMs, readAt: toInstant(now) };
    },
  };
}
