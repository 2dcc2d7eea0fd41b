import type { Gate } from './gate.ts';

/** A request that wants to be sent to AWS. */
export interface Call {
  readonly accountId: string;
  /** The operation with its service, such as `IAM:ListUsers`. */
  readonly operation: string;
  /** The buckets that AWS may charge for it, the broadest first. */
  readonly gates: readonly Gate[];
}

/** A place in the queue. */
export interface Ticket {
  readonly call: Call;
  readonly number: number;
}

/** A request that may be sent. */
export interface Sent extends Ticket {
  readonly sentAt: number;
  /** Those of its gates that it had to wait at. */
  readonly waitedAt: readonly Gate[];
}

/** Requests that may be under way at the same time. */
export interface Bounds {
  readonly inAll: number;
  readonly perAccount: number;
}

/** Calls of one account: a line for each operation, so that none waits for another's bucket. */
interface Account {
  readonly lines: Map<string, Ticket[]>;
  underWay: number;
}

/**
 * Who is sent next. Accounts take turns; in an account and operation the order is that of arrival,
 * and whoever waits holds no connection. Knows no clock: it is told the time, in milliseconds.
 */
export class CallQueue {
  readonly #bounds: Bounds;
  /** In the order of their turns. */
  readonly #accounts = new Map<string, Account>();
  #underWay = 0;
  #count = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  join(call: Call): Ticket {
    this.#count += 1;
    const ticket = { call, number: this.#count };
    const account = this.#accounts.get(call.accountId) ?? { lines: new Map(), underWay: 0 };
    this.#accounts.set(call.accountId, account);
    const line = account.lines.get(call.operation);
    if (line === undefined) account.lines.set(call.operation, [ticket]);
    else line.push(ticket);
    return ticket;
  }

  /** Gives up a place. What has been sent, or given up before, is not in the queue any more. */
  leave(ticket: Ticket): void {
    const { accountId, operation } = ticket.call;
    const account = this.#accounts.get(accountId);
    const line = account?.lines.get(operation);
    if (account === undefined || line === undefined) return;
    account.lines.set(
      operation,
      line.filter(({ number }) => number !== ticket.number),
    );
    this.#tidy(account, ticket.call);
  }

  /** The next that may be sent now, or when to ask again; infinite: once an answer has come. */
  next(now: number): Sent | number {
    let opensAt = Number.POSITIVE_INFINITY;
    if (this.#underWay >= this.#bounds.inAll) return opensAt;
    for (const account of this.#accounts.values()) {
      if (account.underWay >= this.#bounds.perAccount) continue;
      const first = firstOf(account, now);
      if (typeof first !== 'number') return this.#send(account, first, now);
      opensAt = Math.min(opensAt, first);
    }
    return opensAt;
  }

  #send(account: Account, ticket: Ticket, now: number): Sent {
    const { call } = ticket;
    account.lines.get(call.operation)?.shift();
    account.underWay += 1;
    this.#underWay += 1;
    // It was this account's turn, so now it is the last.
    this.#accounts.delete(call.accountId);
    this.#accounts.set(call.accountId, account);
    this.#tidy(account, call);
    return { ...ticket, sentAt: now, waitedAt: call.gates.filter((gate) => gate.pass(now)) };
  }

  /** A request has been answered, or has failed. */
  done({ call }: Sent): void {
    const account = this.#accounts.get(call.accountId);
    if (account === undefined) return;
    this.#underWay -= 1;
    account.underWay -= 1;
    this.#tidy(account, call);
  }

  #tidy(account: Account, { accountId, operation }: Call) {
    if (account.lines.get(operation)?.length === 0) account.lines.delete(operation);
    if (account.lines.size === 0 && account.underWay === 0) this.#accounts.delete(accountId);
  }
}

/** The first in any line that no gate holds back, or when that will be. */
function firstOf({ lines }: Account, now: number): Ticket | number {
  let first: Ticket | null = null;
  let soonest = Number.POSITIVE_INFINITY;
  for (const [ticket] of lines.values()) {
    if (ticket === undefined) continue;
    const opensAt = Math.max(now, ...ticket.call.gates.map((gate) => gate.opensAt(now)));
    if (opensAt > now) soonest = Math.min(soonest, opensAt);
    else if (first === null || ticket.number < first.number) first = ticket;
  }
  return first ?? soonest;
}
