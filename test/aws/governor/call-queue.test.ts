import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallQueue, type Sent, type Ticket } from '../../../src/aws/governor/call-queue.ts';
import { Gate } from '../../../src/aws/governor/gate.ts';

const BOUNDS = { inAll: 4, perAccount: 2 };

function call(accountId: string, operation = 'IAM:ListUsers', gates: readonly Gate[] = []) {
  return { accountId, operation, gates };
}

/** All that may be sent now, in their order. */
function sendAll(queue: CallQueue, now = 0): readonly Sent[] {
  const sent: Sent[] = [];
  for (let next = queue.next(now); typeof next !== 'number'; next = queue.next(now))
    sent.push(next);
  return sent;
}

function namesOf(sent: readonly Sent[]): readonly string[] {
  return sent.map(({ call: { accountId, operation } }) => `${accountId} ${operation}`);
}

describe('the queue', () => {
  it('gives every account its turn, however many calls another has', () => {
    const queue = new CallQueue({ inAll: 4, perAccount: 4 });
    for (const accountId of ['a', 'a', 'a', 'a', 'b', 'c']) queue.join(call(accountId));

    const sent = sendAll(queue);

    expect(sent.map(({ call: { accountId } }) => accountId)).toEqual(['a', 'b', 'c', 'a']);
  });

  it('keeps the order of arrival within an account', () => {
    const queue = new CallQueue({ inAll: 9, perAccount: 9 });
    for (const operation of ['x', 'y', 'x', 'z']) queue.join(call('a', operation));

    const sent = sendAll(queue);

    expect(namesOf(sent)).toEqual(['a x', 'a y', 'a x', 'a z']);
    expect(sent.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  it('sends no more for an account, and in all, than the bounds allow', () => {
    const queue = new CallQueue(BOUNDS);
    for (const accountId of ['a', 'a', 'a', 'b', 'b', 'c']) queue.join(call(accountId));

    const first = sendAll(queue);
    const nothing = queue.next(0);
    for (const sent of first.slice(0, 1)) queue.done(sent);
    const second = sendAll(queue);

    expect(namesOf(first).map(([accountId]) => accountId)).toEqual(['a', 'b', 'c', 'a']);
    expect(nothing).toBe(Number.POSITIVE_INFINITY);
    expect(namesOf(second).map(([accountId]) => accountId)).toEqual(['b']);
  });

  it('says when the next gate opens, and lets others pass meanwhile', () => {
    const queue = new CallQueue({ inAll: 9, perAccount: 9 });
    const slow = new Gate({ ceiling: 2, burstMs: 0 });
    for (const operation of ['slow', 'slow', 'other']) {
      queue.join(call('a', operation, operation === 'slow' ? [slow] : []));
    }

    const sent = sendAll(queue, 1_000);
    const opensAt = queue.next(1_000);
    const later = sendAll(queue, 1_500);

    expect(namesOf(sent)).toEqual(['a slow', 'a other']);
    expect(opensAt).toBe(1_500);
    expect(namesOf(later)).toEqual(['a slow']);
    expect(later[0]?.waitedAt).toEqual([slow]);
  });

  it('forgets who leaves, and takes no grant for it', () => {
    const queue = new CallQueue({ inAll: 9, perAccount: 9 });
    const gate = new Gate({ ceiling: 2, burstMs: 0 });
    const [left, ...others] = ['a', 'b', 'c'].map((accountId) =>
      queue.join(call(accountId, 'x', [gate])),
    );

    if (left !== undefined) queue.leave(left);
    const sent = sendAll(queue, 1_000);

    expect(others).toHaveLength(2);
    expect(namesOf(sent)).toEqual(['b x']);
    expect(queue.next(1_000)).toBe(1_500);
  });

  it('is not disturbed by one who leaves after having been sent', () => {
    const queue = new CallQueue(BOUNDS);
    const ticket = queue.join(call('a'));

    const sent = sendAll(queue);
    queue.leave(ticket);
    for (const each of sent) queue.done(each);
    queue.join(call('a'));

    expect(sendAll(queue)).toHaveLength(1);
  });

  it('sends everybody who stays exactly once, in whatever order they come, leave and are done', () => {
    const steps = fc.array(
      fc.record({
        kind: fc.constantFrom('join', 'leave', 'send', 'done'),
        accountId: fc.constantFrom('a', 'b', 'c'),
        operation: fc.constantFrom('x', 'y'),
        pick: fc.nat(),
      }),
      { maxLength: 200 },
    );

    fc.assert(
      fc.property(steps, (history) => {
        const driver = createDriver();

        for (const { kind, ...step } of history) driver[kind](step);
        driver.finish();

        expect(driver.sentOnce).toEqual(driver.stayed);
        expect(driver.busiest.perAccount).toBeLessThanOrEqual(BOUNDS.perAccount);
        expect(driver.busiest.inAll).toBeLessThanOrEqual(BOUNDS.inAll);
      }),
    );
  });
});

interface Step {
  readonly accountId: string;
  readonly operation: string;
  readonly pick: number;
}

/** Uses a queue as a history says, and keeps the books. */
function createDriver() {
  const queue = new CallQueue(BOUNDS);
  const waiting: Ticket[] = [];
  const underWay: Sent[] = [];
  const left = new Set<number>();
  const sentNumbers: number[] = [];
  const busiest = { inAll: 0, perAccount: 0 };
  let joined = 0;

  const take = <T>(from: T[], pick: number) => from.splice(pick % Math.max(1, from.length), 1);
  const look = () => {
    const accounts = underWay.map(({ call: { accountId } }) => accountId);
    const counts = accounts.map((id) => accounts.filter((other) => other === id).length);
    busiest.inAll = Math.max(busiest.inAll, accounts.length);
    busiest.perAccount = Math.max(busiest.perAccount, ...counts);
  };
  const driver = {
    busiest,
    get sentOnce() {
      return sentNumbers.toSorted((one, other) => one - other);
    },
    get stayed() {
      return Array.from({ length: joined }, (_, index) => index + 1).filter((n) => !left.has(n));
    },
    join({ accountId, operation }: Step) {
      waiting.push(queue.join(call(accountId, operation)));
      joined += 1;
    },
    leave({ pick }: Step) {
      for (const ticket of take(waiting, pick)) {
        if (!sentNumbers.includes(ticket.number)) left.add(ticket.number);
        queue.leave(ticket);
      }
    },
    send(_step: Step) {
      for (const sent of sendAll(queue)) {
        underWay.push(sent);
        sentNumbers.push(sent.number);
      }
      look();
    },
    done({ pick }: Step) {
      for (const sent of take(underWay, pick)) queue.done(sent);
    },
    finish() {
      while (sentNumbers.length < joined - left.size) {
        for (const sent of underWay.splice(0)) queue.done(sent);
        const before = sentNumbers.length;
        driver.send({ accountId: '', operation: '', pick: 0 });
        if (sentNumbers.length === before) return;
      }
    },
  };
  return driver;
}
