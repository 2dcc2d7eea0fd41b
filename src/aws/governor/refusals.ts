import type { Answer } from './answer.ts';

/** As many answers at least tell a share from chance. */
const TELLING_ANSWERS = 24;
const ACQUITTING_ANSWERS = 18;

/** From this share on, the bucket was empty nearly all the time. */
const HEAVY_SHARE = 0.25;

/** Below this share, somebody else's bucket is the empty one. */
const LIGHT_SHARE = 0.2;

/** A lower bound from fewer calls, or from less time, is too coarse to be of use. */
const GRANTED_CALLS = 5;
const GRANTED_MS = 100;

/**
 * What became of the calls that were sent after a first refusal, when the bucket was empty. What
 * gets through from then on is what flows into it: not more, and, as long as calls are refused, not
 * less. That bounds its rate from both sides.
 */
export class Refusals {
  readonly startAt: number;
  #lastSentAt: number;
  #admitted = 0;
  #refused = 0;

  constructor(startAt: number) {
    this.startAt = startAt;
    this.#lastSentAt = startAt;
  }

  /** In which the calls were sent, in milliseconds. How long the answers take makes no difference. */
  get spanMs(): number {
    return this.#lastSentAt - this.startAt;
  }

  get admitted(): number {
    return this.#admitted;
  }

  get answers(): number {
    return this.#admitted + this.#refused;
  }

  /** Of all answers; 0 to 1. */
  get share(): number {
    return this.answers === 0 ? 0 : this.#refused / this.answers;
  }

  /** Calls that were sent earlier tell nothing: the bucket was not empty then. */
  add({ sentAt }: Answer, isRefused: boolean): void {
    if (sentAt < this.startAt) return;
    this.#lastSentAt = Math.max(this.#lastSentAt, sentAt);
    if (isRefused) this.#refused += 1;
    else this.#admitted += 1;
  }

  /**
   * Calls per second that the bucket has granted for certain; 0 if too few to tell. What flowed in
   * while the first of them were under way is theirs too.
   */
  atLeast(now: number): number {
    return grantedRate(this.#admitted, now - this.startAt);
  }

  /** Calls per second that it certainly does not grant; infinite if too few were refused to tell. */
  atMost(): number {
    return this.isHeavy() ? perSecond(this.#admitted + 1, this.spanMs) : Number.POSITIVE_INFINITY;
  }

  /** So many calls were refused that the bucket must have been empty all the time. */
  isHeavy(): boolean {
    return this.spanMs > 0 && this.answers >= TELLING_ANSWERS && this.share >= HEAVY_SHARE;
  }

  /** So few calls were refused that it cannot have been this bucket. */
  isLight(): boolean {
    return this.answers >= ACQUITTING_ANSWERS && this.share < LIGHT_SHARE;
  }
}

/** What so many calls between two refusals prove, in calls per second: the first may have been left. */
export function grantedRate(calls: number, milliseconds: number): number {
  if (calls < GRANTED_CALLS || milliseconds < GRANTED_MS) return 0;
  return perSecond(calls - 1, milliseconds);
}

function perSecond(calls: number, milliseconds: number): number {
  return (calls * 1000) / milliseconds;
}
