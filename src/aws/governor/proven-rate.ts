/** A rate that AWS has granted is not given up for so long. */
const HOLD_MS = 10_000;

/** The rate that a bucket has granted lately, below which there is no use in slowing down. */
export class ProvenRate {
  #rate = 0;
  #until = Number.NEGATIVE_INFINITY;

  /** Calls per second; 0: none is proven. */
  at(now: number): number {
    return now <= this.#until ? this.#rate : 0;
  }

  /** Takes a rate that has been granted, if it is higher than what is proven anyway. */
  raise(rate: number, now: number): void {
    if (rate <= this.at(now)) return;
    this.#rate = rate;
    this.#until = now + HOLD_MS;
  }

  /** Gives it up, since AWS now grants less. */
  forget(): void {
    this.#rate = 0;
  }
}
