/** How often each operation was called, in all and per account. Every HTTP request counts. */
export class Calls {
  readonly #counts = new Map<string, Map<string, number>>();
  #inFlight = 0;
  #peakInFlight = 0;
  #throttles = 0;

  /**
   * How many calls there were.
   *
   * @param operation - Such as `iam:ListUsers`; all if left out.
   * @param accountId - The account whose data is asked for; of AssumeRole, the account of the role.
   */
  count(operation?: string, accountId?: string): number {
    let total = 0;
    for (const [account, counts] of this.#counts) {
      if (accountId !== undefined && account !== accountId) continue;
      for (const [name, count] of counts) {
        if (operation === undefined || name === operation) total += count;
      }
    }
    return total;
  }

  /** Operation → calls, of all accounts or of one, sorted by operation. */
  byOperation(accountId?: string): Readonly<Record<string, number>> {
    const totals = new Map<string, number>();
    for (const [account, counts] of this.#counts) {
      if (accountId !== undefined && account !== accountId) continue;
      for (const [name, count] of counts) totals.set(name, (totals.get(name) ?? 0) + count);
    }
    return Object.fromEntries([...totals].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The most requests that were ever answered at the same time. */
  get peakInFlight(): number {
    return this.#peakInFlight;
  }

  /** How many calls were answered with a throttling error. */
  get throttles(): number {
    return this.#throttles;
  }

  reset(): void {
    this.#counts.clear();
    this.#throttles = 0;
    this.#peakInFlight = this.#inFlight;
  }

  /** Counts a call that begins. */
  begin(operation: string, accountId: string): void {
    const counts = this.#counts.get(accountId) ?? new Map<string, number>();
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    this.#counts.set(accountId, counts);
    this.#inFlight += 1;
    this.#peakInFlight = Math.max(this.#peakInFlight, this.#inFlight);
  }

  noteThrottle(): void {
    this.#throttles += 1;
  }

  end(): void {
    this.#inFlight -= 1;
  }
}
