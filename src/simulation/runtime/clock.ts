import { type Timestamp, toTimestamp } from '../world/timestamp.ts';

/** Wall time plus an offset, by which IAM data ages; the expiry of sessions goes by wall time. */
export class Clock {
  #offsetMs = 0;

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  timestamp(): Timestamp {
    return toTimestamp(this.now());
  }

  /** Moves simulated time, by five hours for instance to let a credential report expire. */
  advance(milliseconds: number): void {
    this.#offsetMs += milliseconds;
  }
}
