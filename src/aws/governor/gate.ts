import type { Answer } from './answer.ts';
import { Doubt, TRIAL_FACTOR } from './doubt.ts';
import { ProvenRate } from './proven-rate.ts';
import { grantedRate, Refusals } from './refusals.ts';

/** What is known of a bucket beforehand. */
export interface GateLimits {
  /** Calls per second that are never exceeded; `null`: none until AWS refuses a call. */
  readonly ceiling: number | null;
  /** How much of an unused past may be made up for at once, in milliseconds. */
  readonly burstMs: number;
}

/**
 * For a bucket of which nothing is known. Made up for is what a busy processor has delayed: reading a
 * page of 1,000 users takes tens of milliseconds.
 */
export const UNKNOWN_LIMITS: GateLimits = { ceiling: null, burstMs: 100 };

/** No gate is slower, in calls per second: below, the waits between attempts are what slows down. */
const SLOWEST = 1;

/** What is left of the rate if a call is refused at a gate that sets the pace. */
const EASE = 0.85;

/** What is taken of a measured rate, so that the bucket recovers. */
const CAUTION = 0.95;

/** A gate that calls wait at gets faster by this share in the first second, then with its cube. */
const GROWTH = 0.05;

/** Growth for one call counts as so much time at most: a slow gate probes less often. */
const GROWTH_PER_CALL_MS = 100;

/** Refusals are over after so many calls and so much time without one. */
const CALM_CALLS = 10;
const CALM_MS = 500;

/** Refusals that go on are counted anew after so much time and so many answers. */
const SPELL_MS = 3_000;
const SPELL_ANSWERS = 40;

/**
 * One token bucket of AWS, of which nothing is known but the answers. Open without limit until it is
 * blamed for a refusal; from then on a pace, which follows what the bucket grants.
 */
export class Gate {
  readonly #limits: GateLimits;
  readonly #proven = new ProvenRate();
  readonly #doubt = new Doubt();
  #rate: number;
  readonly #paced = { calls: 0, milliseconds: 0 };
  /** The rate after the last slowdown, and for how long it has grown since. */
  #base: number;
  #grownMs = 0;
  #slowedAt = Number.NEGATIVE_INFINITY;
  #nextAt = Number.NEGATIVE_INFINITY;
  #isPressed = false;
  #refusals: Refusals | null = null;
  #refusedAt: number | null = null;
  #admittedSince = 0;

  constructor(limits: GateLimits = UNKNOWN_LIMITS) {
    this.#limits = limits;
    this.#rate = limits.ceiling ?? Number.POSITIVE_INFINITY;
    this.#base = this.#rate;
  }

  /** Calls per second; infinite: no limit. */
  get rate(): number {
    return this.#rate;
  }

  /** The calls that have had to wait here since it was first slowed down, and what they took. */
  get paced(): { readonly calls: number; readonly milliseconds: number } {
    return this.#paced;
  }

  /** When a call that waits now may pass. */
  opensAt(now: number): number {
    if (this.#nextAt > now) this.#isPressed = true;
    return Math.max(now, this.#nextAt);
  }

  /** Lets a call pass. Says whether calls were waiting: then this gate sets the pace. */
  pass(now: number): boolean {
    if (this.#rate === Number.POSITIVE_INFINITY) return false;
    const gapMs = 1000 / this.#rate;
    this.#nextAt = Math.max(this.#nextAt, now - this.#burstMs()) + gapMs;
    const wasPressed = this.#isPressed;
    this.#isPressed = false;
    if (wasPressed) {
      this.#count(gapMs);
      if (!this.#doubt.isTrying) this.#grow(Math.min(gapMs, GROWTH_PER_CALL_MS));
    }
    return wasPressed;
  }

  #burstMs(): number {
    const { ceiling, burstMs } = this.#limits;
    return this.#rate === ceiling ? burstMs : UNKNOWN_LIMITS.burstMs;
  }

  #count(milliseconds: number) {
    if (this.#slowedAt === Number.NEGATIVE_INFINITY) return;
    this.#paced.calls += 1;
    this.#paced.milliseconds += milliseconds;
  }

  #grow(milliseconds: number) {
    this.#grownMs += milliseconds;
    const grown = this.#base * (1 + GROWTH * (this.#grownMs / 1000) ** 3);
    this.#rate = this.#limited(grown);
  }

  /** Hears that AWS has taken a call. */
  admitted(answer: Answer): void {
    this.#hear(answer, false);
    this.#admittedSince += 1;
    const quietMs = answer.at - (this.#refusedAt ?? answer.at);
    if (this.#admittedSince >= CALM_CALLS && quietMs >= CALM_MS) this.#refusals = null;
  }

  /** Hears that AWS has refused a call for its rate, be it because of this bucket or another. */
  refused(answer: Answer): void {
    this.#prove(answer.at);
    if (this.#refusals === null || isStale(this.#refusals, answer.at)) {
      this.#refusals = new Refusals(answer.at);
    }
    this.#hear(answer, true);
    this.#refusedAt = answer.at;
    this.#admittedSince = 0;
  }

  #hear(answer: Answer, isRefused: boolean) {
    this.#refusals?.add(answer, isRefused);
    const verdict = this.#doubt.hear(answer, isRefused);
    if (verdict === 'try') this.#setRate(this.#limited(TRIAL_FACTOR * this.#rate));
    if (verdict === 'of the rate') this.#giveIn(answer.at);
    if (verdict === 'of something else') this.#carryOn(answer.at);
  }

  /** The bucket grants less than it did. */
  #giveIn(now: number) {
    const rate = Math.min(this.#rate / TRIAL_FACTOR, CAUTION * this.#doubt.atMost);
    this.#doubt.end();
    this.#proven.forget();
    this.#slowTo(this.#limited(Math.max(rate, SLOWEST)), now);
  }

  /** Slowing down does not help, so what has been tried may stay. */
  #carryOn(now: number) {
    this.#doubt.end();
    this.#proven.raise(this.#rate, now);
    this.#doubt.slowed(this.#rate, now);
  }

  #prove(now: number) {
    this.#proven.raise(this.#refusals?.atLeast(now) ?? 0, now);
    const sinceMs = this.#refusedAt === null ? 0 : now - this.#refusedAt;
    // In a shorter time, calls that were under way before would count for much.
    if (sinceMs >= CALM_MS) this.#proven.raise(grantedRate(this.#admittedSince, sinceMs), now);
  }

  /** So few calls have been refused that another bucket must be the empty one. */
  isInnocent(): boolean {
    return this.#refusals?.isLight() ?? false;
  }

  /** So many calls have been refused that this bucket may be the empty one. */
  isSuspect(): boolean {
    return this.#refusals?.isHeavy() ?? false;
  }

  /**
   * Gets slower, because of a refusal that it is to blame for.
   *
   * @param setPace - Whether the call had waited at this gate.
   */
  slowDown({ sentAt, at }: Answer, setPace: boolean): void {
    // A call that was sent before the last slowdown says nothing of what came of it.
    const eased = setPace && sentAt >= this.#slowedAt ? EASE * this.#rate : this.#rate;
    const measured = CAUTION * (this.#refusals?.atMost() ?? Number.POSITIVE_INFINITY);
    const rate = Math.max(Math.min(eased, measured), this.#proven.at(at), SLOWEST);
    if (!this.#doubt.isTrying && rate < this.#rate) this.#slowTo(rate, at);
  }

  #slowTo(rate: number, now: number) {
    this.#setRate(rate);
    this.#slowedAt = now;
    this.#nextAt = now + 1000 / rate;
    this.#doubt.slowed(rate, now);
  }

  #setRate(rate: number) {
    this.#rate = rate;
    this.#base = rate;
    this.#grownMs = 0;
  }

  #limited(rate: number): number {
    return Math.min(rate, this.#limits.ceiling ?? rate);
  }
}

function isStale({ startAt, answers }: Refusals, now: number): boolean {
  return now - startAt > SPELL_MS && answers >= SPELL_ANSWERS;
}
