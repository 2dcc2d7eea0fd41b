import type { Slowdown } from '../../ports.ts';
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
  readonly #sharers: number;
  readonly #ofCaller = new Map<string, Gate>();
  readonly #ofAccounts = new Map<string, { readonly gate: Gate; usedAt: number }>();
  #newGates = 0;
  readonly #slowedAccounts = new Set<string>();
  #mostPaced = NOT_PACED;

  /**
   * @param ceiling - Calls of IAM per second that are never exceeded; `null`: as many as go.
   * @param sharers - Programs that share the rates that AWS publishes, this one included.
   */
  constructor(ceiling: number | null, sharers: number) {
    this.#ceiling = ceiling;
    this.#sharers = sharers;
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
    const limits = publishedLimits(service, operation, this.#sharers);
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
      this.#note(name, gate);
      this.#ofAccounts.delete(name);
    }
  }

  #note(name: string, { paced }: Gate) {
    if (paced.calls === 0) return;
    this.#slowedAccounts.add(name.slice(0, ACCOUNT_ID_LENGTH));
    this.#mostPaced = longer(this.#mostPaced, { ...paced });
  }

  /** What the gate was like at which calls have waited longest; `null`: none has ever been slow. */
  slowdown(): Slowdown | null {
    for (const [name, { gate }] of this.#ofAccounts) this.#note(name, gate);
    const ofCaller = [...this.#ofCaller.values()]
      .map(({ paced }) => paced)
      .reduce(longer, NOT_PACED);
    const most = longer(ofCaller, this.#mostPaced);
    if (most.calls === 0) return null;
    return {
      callsPerSecond: Math.round((10 * 1000 * most.calls) / most.milliseconds) / 10,
      accounts: most === ofCaller ? null : this.#slowedAccounts.size,
    };
  }
}

const ACCOUNT_ID_LENGTH = 12;

type Paced = Gate['paced'];

const NOT_PACED: Paced = { calls: 0, milliseconds: 0 };

function longer(one: Paced, other: Paced): Paced {
  return other.milliseconds > one.milliseconds ? other : one;
}
