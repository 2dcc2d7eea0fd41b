import { describe, expect, it } from 'vitest';
import { costOfRun, costOfStorage } from '../../scripts/lib/sizes/run-cost.ts';
import { estimateRun, fitsOneFunction } from '../../scripts/lib/sizes/run-estimate.ts';

const SMALL = { accounts: 16, usersPerAccount: 100 };

describe('the estimate of a run', () => {
  it('counts the calls of an account: 5, 2 for each thousand users, 1 for each holder', () => {
    const first = estimateRun(SMALL, 'first', 'single');
    const later = estimateRun(SMALL, 'later', 'single');
    const large = estimateRun({ accounts: 1, usersPerAccount: 2_001 }, 'first', 'single');

    expect(first.calls).toBe(16 * (5 + 2 + 41));
    expect(later.calls).toBe(16 * (5 + 2 + 2));
    expect(large.calls).toBe(5 + 2 * 3 + 821);
  });

  it('adds up what one account takes where all are read at the same time', () => {
    const { seconds } = estimateRun(SMALL, 'first', 'single');

    // Start and one page of accounts; session, report, its answer, 7 rounds of 6 calls; a part.
    expect(seconds).toBeCloseTo(2 + 1 / 8 + (0.1 + 5 + 0.1 + 0.7) + (0.16 / 1_024) * 1_769, 6);
  });

  it('is the same for as many accounts as fit, and longer for one more', () => {
    const read = (accounts: number) =>
      estimateRun({ accounts, usersPerAccount: 0 }, 'later', 'single').seconds;

    expect(read(16)).toBe(read(2));
    expect(read(17) - read(16)).toBeCloseTo(5.2, 6);
  });

  it('keeps to the ceiling of calls in a distributed run', () => {
    const large = { accounts: 1_000, usersPerAccount: 1_000 };

    const run = estimateRun(large, 'first', 'distributed');

    expect(run.seconds).toBeGreaterThan(run.calls / 200);
    expect(run.batches).toBe(100);
    expect(run.invocations).toBe(102);
  });

  it('pays for ten functions at a time while a distributed run reads', () => {
    const run = estimateRun({ accounts: 1_000, usersPerAccount: 20 }, 'later', 'distributed');

    expect(run.functionSeconds).toBeGreaterThan(run.seconds);
    expect(run.functionSeconds).toBeLessThan(10 * run.seconds);
  });

  it.each([
    { accounts: 100, usersPerAccount: 50, fits: true },
    { accounts: 10_000, usersPerAccount: 1, fits: false },
    { accounts: 1, usersPerAccount: 200_000, fits: false },
  ])('says of $accounts accounts of $usersPerAccount users whether they fit: $fits', (given) => {
    expect(fitsOneFunction(given)).toBe(given.fits);
  });
});

describe('the cost of a run', () => {
  it('is that of the function and of the objects of each account', () => {
    const run = { calls: 0, seconds: 60, functionSeconds: 60, invocations: 1, batches: 0 };

    const cost = costOfRun({ accounts: 100, usersPerAccount: 1 }, run);

    expect(cost).toBeCloseTo(60 * 0.0000133334 + 0.0000002 + 200 * 0.000005 + 300 * 0.0000004, 9);
  });

  it('has the transitions of a state machine where there is one', () => {
    const run = { calls: 0, seconds: 0, functionSeconds: 0, invocations: 0, batches: 10 };

    const cost = costOfRun({ accounts: 0, usersPerAccount: 0 }, run);

    expect(cost).toBeCloseTo(40 * 0.000025, 9);
  });

  it('of storage grows with users and accounts', () => {
    expect(costOfStorage({ accounts: 1_000, usersPerAccount: 50 })).toBeCloseTo(
      ((30 * (1_000 * 50 * 400 + 1_000 * 2_000)) / 1e9) * 0.023,
      9,
    );
  });
});
