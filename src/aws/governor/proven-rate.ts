import type { Answer } from './answer.ts';
import { Refusals } from './refusals.ts';

/** A rate that AWS has granted is not given up for so long. */
const HOLD_MS = 10_000;
const LONGEST_HOLD_MS = 60_000;

/** AWS grants less than before if of so many calls that were due less than this share got through. */
const CALLS_DUE = 100;
const SHARE_DUE = 0.4;

/** Whether it helped to slow down is decided by so many answers, and by this share of the refusals. */
const TRIAL_ANSWERS = 60;
const HELPFUL = 2 / 3;

/** A rate below the proven one that is tried, and how it was before. */
interface Trial {
  readonly rate: number;
  readonly share: number;
  readonly since: Refusals;
}

/**
 * The rate that a bucket has granted lately, below which there is no use in slowing down.
 *
 * It is given up after a while, or when much less gets through. Should it turn out then that slower
 * calls are refused just as often, refusals have another reason than the rate, and it is taken up
 * again, for longer.
 */
export class ProvenRate {
  #rate = 0;
  #until = Number.NEGATIVE_INFINITY;
  #holdMs = HOLD_MS;
  #trial: Trial | null = null;

  /** Calls per second. */
  get rate(): number {
    return this.#rate;
  }

  /** Takes a rate that has been granted. */
  raise(rate: number, now: number): void {
    if (rate <= this.#rate) return;
    this.#rate = rate;
    this.#until = now + HOLD_MS;
  }

  /** Gives the rate up if its time is over or AWS now grants much less. */
  review(refusals: Refusals | null, now: number): void {
    if (now <= this.#until && (refusals === null || !this.#isRefutedBy(refusals))) return;
    if (refusals !== null && refusals.atMost() < this.#rate) {
      this.#trial = { rate: this.#rate, share: refusals.share, since: new Refusals(now) };
    }
    this.#rate = 0;
    this.#until = now;
  }

  /** Calls that were never made, because the pace was slower, were not due. */
  #isRefutedBy({ spanMs, answers, admitted }: Refusals): boolean {
    const due = Math.min(answers, (this.#rate * spanMs) / 1000);
    return due >= CALLS_DUE && admitted < SHARE_DUE * due;
  }

  /** Gives the rate to go back to, if this answer shows that slowing down has not helped. */
  hear(answer: Answer, isRefused: boolean): number | null {
    const trial = this.#trial;
    if (trial === null) return null;
    trial.since.add(answer, isRefused);
    if (trial.since.answers < TRIAL_ANSWERS) return null;
    this.#trial = null;
    const hasHelped = trial.since.share < HELPFUL * trial.share;
    this.#holdMs = hasHelped ? HOLD_MS : Math.min(LONGEST_HOLD_MS, 2 * this.#holdMs);
    if (hasHelped) return null;
    this.#rate = trial.rate;
    this.#until = answer.at + this.#holdMs;
    return trial.rate;
  }
}
