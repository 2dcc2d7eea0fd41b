import type { Throttling } from '../../ports.ts';
import { Gate } from './gate.ts';
import { type GovernedService, publishedLimits } from './published-rates.ts';

/** A request, as far as buckets look at it. */
export interface GovernedCall {
  readonly service: GovernedService;
  /** Such as `ListUsers`. */
  readonly operation: string;
  /** The account that is asked about. */
  readonly accountId: string;
}

/** A gate of an account that has not been used for so long is forgotten. */
const IDLE_MS = 60_000;

/** How many new gates there are between two looks for idle ones. */
const NEW_GATES = 1_000;

/**
 * The gates of a run. Which bucket AWS charges for a call of IAM is not published: it may be one for
 * each operation, and that of the caller's account or that of the account which is read.
 */
export class Gates {
  readonly #ceiling: number | null;
  readonly #ofCaller = new Map<string, Gate>();
  readonly #ofAccounts = new Map<string, { readonly gate: Gate; usedAt: number }>();
  #newGates = 0;
  readonly #slowed = new Map<string, number>();

  /** @param ceiling - Calls of IAM per second that are never exceeded; `null`: as many as go. */
  constructor(ceiling: number | null) {
    this.#ceiling = ceiling;
  }

  /** The gates that a call has to pass, the broadest first. */
  of(call: GovernedCall, now: number): readonly Gate[] {
    const { service, operation, accountId } = call;
    if (service === 'STS') return [this.#gateOfCaller('STS', call)];
    if (service !== 'IAM') return [this.#gateOfCaller(operation, call)];
    return [
      this.#gateOfCaller('IAM', call),
      this.#gateOfCaller(operation, call),
      this.#gateOfAccount(accountId, now),
      this.#gateOfAccount(`${accountId} ${operation}`, now),
    ];
  }

  #gateOfCaller(name: string, { service, operation }: GovernedCall): Gate {
    const known = this.#ofCaller.get(name);
    if (known !== undefined) return known;
    const limits = publishedLimits(service, operation);
    const gate = new Gate(name === 'IAM' ? { ...limits, ceiling: this.#ceiling } : limits);
    this.#ofCaller.set(name, gate);
    return gate;
  }

  #gateOfAccount(name: string, now: number): Gate {
    const known = this.#ofAccounts.get(name) ?? { gate: this.#newGate(now), usedAt: now };
    known.usedAt = now;
    this.#ofAccounts.set(name, known);
    return known.gate;
  }

  #newGate(now: number): Gate {
    this.#newGates += 1;
    if (this.#newGates % NEW_GATES === 0) this.#forgetIdle(now);
    return new Gate();
  }

  #forgetIdle(now: number) {
    for (const [name, { gate, usedAt }] of this.#ofAccounts) {
      if (now - usedAt < IDLE_MS) continue;
      this.#keepSlowest(name, gate);
      this.#ofAccounts.delete(name);
    }
  }

  #keepSlowest(name: string, { slowest }: Gate) {
    if (slowest === null) return;
    const accountId = name.slice(0, 12);
    this.#slowed.set(accountId, Math.min(slowest, this.#slowed.get(accountId) ?? slowest));
  }

  /** How slow it got; `null`: no gate was ever slowed. */
  slowdown(): Throttling['slowdown'] {
    const slowest = [...this.#ofCaller.values()].flatMap((gate) => gate.slowest ?? []);
    if (slowest.length > 0)
      return { callsPerSecond: rounded(Math.min(...slowest)), accounts: null };
    for (const [name, { gate }] of this.#ofAccounts) this.#keepSlowest(name, gate);
    if (this.#slowed.size === 0) return null;
    const callsPerSecond = rounded(Math.min(...this.#slowed.values()));
    return { callsPerSecond, accounts: this.#slowed.size };
  }
}

function rounded(rate: number): number {
  return Math.round(rate * 10) / 10;
}
