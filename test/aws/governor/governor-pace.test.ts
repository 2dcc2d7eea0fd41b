import { describe, expect, it } from 'vitest';
import {
  accountsOf,
  callsOf,
  runVirtually,
  timeAllowed,
  type VirtualLimit,
} from './virtual-aws.ts';

/** Of the time that the bucket itself takes. */
const MOST = 1.25;

function steady(rate: number, burst: number): VirtualLimit {
  return { rates: [[0, rate]], burst };
}

describe('calls of which AWS takes so many a second, all accounts together,', () => {
  it.each([
    { rate: 5, burst: 1 },
    { rate: 5, burst: 5 },
    { rate: 5, burst: 50 },
    { rate: 20, burst: 1 },
    { rate: 20, burst: 20 },
    { rate: 20, burst: 200 },
    { rate: 100, burst: 1 },
    { rate: 100, burst: 100 },
    { rate: 100, burst: 1000 },
  ])('take little longer than the bucket: $rate a second, $burst at once', async (bucket) => {
    const limit = steady(bucket.rate, bucket.burst);
    const accounts = accountsOf(20 + Math.ceil(bucket.rate / 2) + bucket.burst / 40, 40);

    const { seconds, lost } = await runVirtually({ accounts, limits: [limit] });

    expect(seconds / timeAllowed(limit, callsOf(accounts))).toBeLessThan(MOST);
    expect(lost).toBe(0);
  });

  it.each([
    {
      what: 'gets slower and faster',
      rates: [
        [0, 100],
        [10, 10],
        [30, 50],
      ],
    },
    {
      what: 'gets much faster',
      rates: [
        [0, 5],
        [20, 100],
      ],
    },
    {
      what: 'gets slower by half again and again',
      rates: [
        [0, 80],
        [10, 40],
        [20, 20],
        [30, 10],
      ],
    },
  ] as const)('take little longer than a bucket that $what', async ({ rates }) => {
    const limit = { rates, burst: 20 };
    const accounts = accountsOf(60, 40);

    const { seconds, lost } = await runVirtually({ accounts, limits: [limit] });

    expect(seconds / timeAllowed(limit, callsOf(accounts))).toBeLessThan(MOST);
    expect(lost).toBe(0);
  });

  it.each([
    { rate: 5, share: 0.1 },
    { rate: 20, share: 0.05 },
    { rate: 100, share: 0.02 },
  ])('are seldom refused once the pace is found: $rate a second', async ({ rate, share }) => {
    const accounts = accountsOf(rate * 2 + 20, 40);

    const { refusedOncePaced } = await runVirtually({ accounts, limits: [steady(rate, rate)] });

    expect(refusedOncePaced).toBeLessThan(share);
  });

  it('are all made, though hundreds wait from the beginning', async () => {
    const limit = steady(5, 5);
    const accounts = accountsOf(200, 2);

    const { seconds, lost } = await runVirtually({ accounts, limits: [limit], concurrency: 200 });

    expect(seconds / timeAllowed(limit, callsOf(accounts))).toBeLessThan(MOST);
    expect(lost).toBe(0);
  });

  it.each([
    { rate: 20, latencyMs: 20 },
    { rate: 100, latencyMs: 20 },
    { rate: 100, latencyMs: 60 },
    { rate: 200, latencyMs: 60 },
  ])('take little longer though there are few: $rate a second, $latencyMs ms each', async (few) => {
    const limit = steady(few.rate, 10);
    const accounts = accountsOf(20, 40);

    const { seconds } = await runVirtually({ ...few, accounts, limits: [limit] });

    expect(seconds / timeAllowed(limit, callsOf(accounts))).toBeLessThan(MOST);
  });

  it.each([100, 300])('take little longer if an answer takes %i ms', async (latencyMs) => {
    const limit = steady(20, 20);
    const accounts = accountsOf(20, 40);

    const { seconds, lost } = await runVirtually({ accounts, limits: [limit], latencyMs });

    expect(seconds / timeAllowed(limit, callsOf(accounts))).toBeLessThan(MOST);
    expect(lost).toBe(0);
  });
});

describe('calls that have a bucket for each operation', () => {
  it.each([5, 20, 100])('take little longer than the busiest one: %i a second', async (rate) => {
    const users = rate * 4;
    const accounts = accountsOf(40, users);
    const limit = { ...steady(rate, rate), per: ['operation'] } as const;

    const { seconds, lost } = await runVirtually({ accounts, limits: [limit] });

    expect(seconds / timeAllowed(limit, 40 * users)).toBeLessThan(MOST);
    expect(lost).toBe(0);
  });
});

describe('calls that have a bucket for each account', () => {
  it.each([5, 20])('take little longer than four accounts in a row: %i a second', async (rate) => {
    const accounts = accountsOf(64, rate * 10);
    const limit = { ...steady(rate, rate), per: ['accountId'] } as const;

    const { seconds, lost } = await runVirtually({ accounts, limits: [limit] });

    expect(seconds / (4 * timeAllowed(limit, rate * 10 + 6))).toBeLessThan(MOST);
    expect(lost).toBe(0);
  });

  it('do not wait for one account that is slow', async () => {
    const [slow, ...others] = accountsOf(61, 200);
    const limits = [{ ...steady(5, 5), accountId: slow?.accountId ?? '' }];
    const lastOf = ({ doneAt }: { doneAt: ReadonlyMap<string, number> }) =>
      Math.max(...others.map(({ accountId }) => doneAt.get(accountId) ?? 0));

    const alone = await runVirtually({ accounts: others, limits: [], concurrency: 15 });
    const together = await runVirtually({ accounts: [...(slow ? [slow] : []), ...others], limits });

    expect(lastOf(together) / lastOf(alone)).toBeLessThan(1.1);
    expect(together.seconds / timeAllowed(steady(5, 5), 206)).toBeLessThan(MOST);
    expect(together.lost).toBe(0);
  });
});

describe('calls of which AWS takes any number', () => {
  it('are as fast as the connections are', async () => {
    const accounts = accountsOf(16, 600);

    const { seconds, refused } = await runVirtually({ accounts, limits: [] });

    // Six at a time, at 20 ms each and a twentieth more at most.
    expect(seconds).toBeLessThan((1 + 600 / 6) * 0.021);
    expect(refused).toBe(0);
  });

  it('are never faster than a ceiling that is given', async () => {
    const accounts = accountsOf(16, 60);

    const { seconds } = await runVirtually({ accounts, limits: [], ceiling: 50 });

    expect(callsOf(accounts) / seconds).toBeLessThanOrEqual(51);
    expect(callsOf(accounts) / seconds).toBeGreaterThan(45);
  });

  it('are never faster than a ceiling below one a second, though many are refused', async () => {
    const accounts = accountsOf(2, 60);

    const { seconds, calls, lost } = await runVirtually({
      accounts,
      limits: [],
      ceiling: 0.5,
      refusedAnyway: 0.4,
    });

    expect(calls / seconds).toBeLessThanOrEqual(0.51);
    expect(lost).toBe(0);
  });

  it('are slowed further than a ceiling where AWS takes less', async () => {
    const accounts = accountsOf(16, 60);
    const limit = steady(20, 20);

    const { seconds, lost } = await runVirtually({ accounts, limits: [limit], ceiling: 50 });

    expect(seconds / timeAllowed(limit, callsOf(accounts))).toBeLessThan(MOST);
    expect(lost).toBe(0);
  });
});

describe('calls that are refused for another reason than their rate', () => {
  it('are not slowed down without end', async () => {
    const accounts = accountsOf(30, 40);

    const { seconds, lost } = await runVirtually({ accounts, limits: [], refusedAnyway: 0.4 });

    expect(callsOf(accounts) / seconds).toBeGreaterThan(10);
    expect(lost).toBe(0);
  });
});
