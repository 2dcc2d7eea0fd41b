import type { Answer } from './answer.ts';
import { Refusals } from './refusals.ts';

/** A pace counts as kept until it is slowed by more than that. */
const KEPT_SHARE = 0.9;

/** After so many answers at a pace that is kept, refusals should have become few. */
const PATIENT_ANSWERS = 60;
const STUBBORN_SHARE = 0.25;

/** So many answers decide the trial. */
const TRIAL_ANSWERS = 40;

/** How much faster the trial is. */
export const TRIAL_FACTOR = 2;

/** `try`: go faster for a trial. After it: whether refusals come of the rate or not. */
export type Verdict = 'try' | 'of the rate' | 'of something else';

/**
 * Doubt that calls are refused because of their rate, should many be refused though they have been
 * slowed down. Then it is tried to be faster instead: an empty bucket refuses all that is more, any
 * other cause the same share as before.
 */
export class Doubt {
  #kept: { readonly rate: number; readonly since: Refusals } | null = null;
  #trial: { readonly share: number; readonly since: Refusals } | null = null;

  /** During a trial nobody is to change the rate. */
  get isTrying(): boolean {
    return this.#trial !== null;
  }

  /** What the bucket certainly does not grant, as the trial shows; infinite before. */
  get atMost(): number {
    return this.#trial?.since.atMost() ?? Number.POSITIVE_INFINITY;
  }

  /** Hears that calls are slowed down. */
  slowed(rate: number, now: number): void {
    if (this.#kept !== null && rate > KEPT_SHARE * this.#kept.rate) return;
    this.#kept = { rate, since: new Refusals(now) };
  }

  /** Hears an answer; `null`: nothing follows from it. */
  hear(answer: Answer, isRefused: boolean): Verdict | null {
    if (this.#trial !== null) return this.#hearTrial(this.#trial, answer, isRefused);
    if (this.#kept === null) return null;
    const { since } = this.#kept;
    since.add(answer, isRefused);
    if (since.answers < PATIENT_ANSWERS) return null;
    const isStubborn = since.share >= STUBBORN_SHARE;
    this.#trial = isStubborn ? { share: since.share, since: new Refusals(answer.at) } : null;
    this.#kept = null;
    return isStubborn ? 'try' : null;
  }

  #hearTrial(
    { share, since }: { readonly share: number; readonly since: Refusals },
    answer: Answer,
    isRefused: boolean,
  ): Verdict | null {
    since.add(answer, isRefused);
    return since.answers < TRIAL_ANSWERS ? null : verdictOf(share, since.share);
  }

  /** Ends the trial. */
  end(): void {
    this.#trial = null;
    this.#kept = null;
  }
}

function verdictOf(before: number, during: number): Verdict {
  const fromBucket = 1 - (1 - before) / TRIAL_FACTOR;
  return during > (before + fromBucket) / 2 ? 'of the rate' : 'of something else';
}
