import type { Throttling } from '../../ports.ts';
import { type Outcome, tellGates } from './blame.ts';
import { type Bounds, CallQueue, type Sent, type Ticket } from './call-queue.ts';
import { Gates, type GovernedCall } from './gates.ts';

/** Decides when requests may be sent, for all accounts of a run together. */
export interface Governor {
  /**
   * Resolves when the request may be sent. Whoever was admitted must say when it is done.
   *
   * Rejects with an `AbortError` when the signal is aborted before, which gives up the place.
   */
  admit(call: GovernedCall, signal: AbortSignal): Promise<Admission>;
  /** How AWS has held the run back so far; `null`: not at all. */
  throttling(): Throttling | null;
}

export interface Admission {
  /** To be called once, when the request has been answered or has failed. */
  readonly done: (outcome: Outcome) => void;
}

export interface GovernorOptions {
  /** Requests that may be under way at the same time. */
  readonly bounds: Bounds;
  /** Calls of IAM per second that are never exceeded; `null`: as many as AWS takes. */
  readonly ceiling: number | null;
  /** Programs that share the rates that AWS publishes, this one included. @defaultValue 1 */
  readonly sharers?: number;
  /** Hears of every refusal, and may ask what they have come to. */
  readonly onThrottle?: (current: () => Throttling) => void;
  readonly timers?: Timers;
}

/** Milliseconds of any one clock that never goes back. */
export interface Timers {
  readonly now: () => number;
  /** Gives a function that cancels it. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
}

export function createGovernor(options: GovernorOptions): Governor {
  const { bounds, ceiling, sharers = 1, onThrottle = () => {}, timers = TIMERS } = options;
  const queue = new CallQueue(bounds);
  const gates = new Gates(ceiling, sharers);
  const waiting = new Map<number, (sent: Sent) => void>();
  let throttles = 0;
  let cancelTimer = () => {};

  const current = () => ({ throttles, slowdown: gates.slowdown() });

  function sendAllThatMay() {
    cancelTimer();
    for (;;) {
      const now = timers.now();
      const next = queue.next(now);
      if (typeof next === 'number') {
        cancelTimer = next === Number.POSITIVE_INFINITY ? () => {} : wakeIn(next - now);
        return;
      }
      waiting.get(next.number)?.(next);
      waiting.delete(next.number);
    }
  }

  const wakeIn = (milliseconds: number) => timers.after(milliseconds, sendAllThatMay);

  function done(sent: Sent, outcome: Outcome) {
    queue.done(sent);
    tellGates(sent, outcome, timers.now());
    if (outcome === 'refused') {
      throttles += 1;
      onThrottle(current);
    }
    sendAllThatMay();
  }

  const giveUp = (ticket: Ticket) => {
    waiting.delete(ticket.number);
    queue.leave(ticket);
  };

  return {
    throttling: () => (throttles === 0 ? null : current()),
    admit(call, signal) {
      if (signal.aborted) return Promise.reject(aborted());
      const { accountId, service, operation } = call;
      const ticket = queue.join({
        accountId,
        operation: `${service}:${operation}`,
        gates: gates.of(call, timers.now()),
      });
      return new Promise((resolve, reject) => {
        const onAbort = () => {
          giveUp(ticket);
          reject(aborted());
        };
        waiting.set(ticket.number, (sent) => {
          signal.removeEventListener('abort', onAbort);
          resolve({ done: (outcome) => done(sent, outcome) });
        });
        signal.addEventListener('abort', onAbort, { once: true });
        sendAllThatMay();
      });
    },
  };
}

const TIMERS: Timers = {
  now: () => performance.now(),
  after: (milliseconds, work) => {
    const timer = setTimeout(work, Math.ceil(milliseconds));
    return () => clearTimeout(timer);
  },
};

/** As the SDK's own, which it does not take for a failure that repeating could help. */
function aborted(): DOMException {
  return new DOMException('The request was aborted while it waited to be sent.', 'AbortError');
}
