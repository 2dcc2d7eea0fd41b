import { describe, expect, it } from 'vitest';
import { tellGates } from '../../../src/aws/governor/blame.ts';
import { CallQueue } from '../../../src/aws/governor/call-queue.ts';
import { Gates, type GovernedCall } from '../../../src/aws/governor/gates.ts';

function callOf(accountId: string, operation = 'ListUsers'): GovernedCall {
  return { service: 'IAM', operation, accountId };
}

/** So many calls, one each ten milliseconds, of which AWS refuses some. */
function send(
  gates: Gates,
  call: GovernedCall,
  { times, from = 0, isRefused }: { times: number; from?: number; isRefused: boolean },
): void {
  const queue = new CallQueue({ inAll: 1, perAccount: 1 });
  for (let index = 0; index < times; index += 1) {
    const now = from + index * 10;
    queue.join({ accountId: call.accountId, operation: '', gates: gates.of(call, now) });
    const sent = queue.next(now);
    if (typeof sent === 'number') return;
    tellGates(sent, isRefused ? 'refused' : 'admitted', now + 5);
    queue.done(sent);
  }
}

describe('the gates of a call', () => {
  it('of IAM are those of caller and account, for all operations and for this one', () => {
    const gates = new Gates(null, 1);
    const sharedWith = (other: GovernedCall) => {
      const mine = gates.of(callOf('111111111111'), 0);
      return gates.of(other, 0).map((gate) => mine.includes(gate));
    };

    expect(gates.of(callOf('111111111111'), 0)).toHaveLength(4);
    expect(sharedWith(callOf('111111111111'))).toEqual([true, true, true, true]);
    expect(sharedWith(callOf('222222222222'))).toEqual([true, true, false, false]);
    expect(sharedWith(callOf('111111111111', 'ListTags'))).toEqual([true, false, true, false]);
  });

  it('of AWS STS are one, whatever the account: the caller is charged', () => {
    const gates = new Gates(null, 1);

    const [one, ...others] = ['AssumeRole', 'GetCallerIdentity'].flatMap((operation, index) =>
      gates.of({ service: 'STS', operation, accountId: String(index) }, 0),
    );

    expect(others).toEqual([one]);
  });

  it('know a ceiling that is given for all calls of IAM together, and for no other', () => {
    const gates = new Gates(7, 1);

    const rates = gates.of(callOf('111111111111'), 0).map(({ rate }) => rate);
    const [sts] = gates.of({ service: 'STS', operation: 'AssumeRole', accountId: '1' }, 0);

    const none = Number.POSITIVE_INFINITY;
    expect(rates).toEqual([7, none, none, none]);
    expect(sts?.rate).toBe(480);
  });

  it('have their share of published rates where several programs work for one run', () => {
    const gates = new Gates(null, 10);
    const call = { accountId: '111111111111', operation: 'AssumeRole' };
    const listAccounts = { accountId: '', operation: 'ListAccounts' };

    const [sts] = gates.of({ ...call, service: 'STS' }, 0);
    const [organizations] = gates.of({ ...listAccounts, service: 'ORGANIZATIONS' }, 0);

    expect(sts?.rate).toBe(48);
    expect(organizations?.rate).toBe(0.8);
  });
});

describe('a refusal', () => {
  it('slows down the caller where every account is refused', () => {
    const gates = new Gates(null, 1);

    for (const account of ['111111111111', '222222222222', '333333333333']) {
      send(gates, callOf(account), { times: 10, isRefused: true });
    }

    const [caller, , account] = gates.of(callOf('111111111111'), 0).map(({ rate }) => rate);
    expect(caller).toBeLessThan(100);
    expect(account).toBe(Number.POSITIVE_INFINITY);
  });

  it('slows down one account where only its calls are refused', () => {
    const gates = new Gates(null, 1);

    for (let round = 0; round < 30; round += 1) {
      const from = round * 1_000;
      send(gates, callOf('111111111111'), { times: 2, from, isRefused: true });
      send(gates, callOf('222222222222'), { times: 40, from, isRefused: false });
    }

    const [caller, , account] = gates.of(callOf('111111111111'), 0).map(({ rate }) => rate);
    expect(caller).toBe(Number.POSITIVE_INFINITY);
    expect(account).toBeLessThan(10);
  });
});

describe('the slowdown that is told', () => {
  it('is none before a call had to wait', () => {
    expect(new Gates(null, 1).slowdown()).toBeNull();
    expect(new Gates(5, 1).slowdown()).toBeNull();
  });

  it('survives that accounts which are done with are forgotten', () => {
    const gates = new Gates(null, 1);
    const hot = callOf('111111111111');
    for (let round = 0; round < 30; round += 1) {
      const from = round * 1_000;
      send(gates, hot, { times: 2, from, isRefused: true });
      send(gates, callOf('222222222222'), { times: 40, from, isRefused: false });
    }
    const [, , account] = gates.of(hot, 30_000);
    account?.opensAt(30_000 - 5);
    account?.pass(30_000);

    const before = gates.slowdown();
    for (let index = 0; index < 2_000; index += 1) {
      gates.of(callOf(`9${String(index).padStart(11, '0')}`), 200_000);
    }
    const after = gates.slowdown();

    expect(before).toMatchObject({ accounts: 1 });
    expect(after).toEqual(before);
    expect(gates.of(hot, 200_000)[2]).not.toBe(account);
  });
});
