import { describe, expect, it } from 'vitest';
import { costOfRun, costOfStorage } from '../../scripts/lib/sizes/run-cost.ts';
import {
  estimateRun,
  fitsOneFunction,
  lambdaMachine,
} from '../../scripts/lib/sizes/run-estimate.ts';

const SMALL = { accounts: 16, usersPerAccount: 100 };

const COSTS = {
  msPerAccount: 10,
  msPerUser: 0.1,
  msPerListing: 1,
  msPerPart: 2,
  msPerRow: 0.02,
  bytesPerUser: 200,
};
const MACHINE = { costs: COSTS, processor: 1 };

describe('the estimate of a run', () => {
  it('counts the calls of an account: 5, 2 for each thousand users, 1 for each holder', () => {
    const first = estimateRun(SMALL, 'first', 'single', MACHINE);
    const later = estimateRun(SMALL, 'later', 'single', MACHINE);
    const large = estimateRun({ accounts: 1, usersPerAccount: 2_001 }, 'first', 'single', MACHINE);

    expect(first.calls).toBe(16 * (5 + 2 + 41));
    expect(later.calls).toBe(16 * (5 + 2 + 2));
    expect(large.calls).toBe(5 + 2 * 3 + 821);
  });

  it('adds up what one account takes where all are read at the same time', () => {
    const { seconds } = estimateRun(SMALL, 'first', 'single', MACHINE);

    const start = 2 + 1 / 8;
    const sessionAndReport = 0.1 + 0.1 + 5;
    const listsAnswerAndSevenRounds = 0.1 + 0.1 + 0.7;
    const publishing = 16 * (0.002 + 100 * 0.00002);
    expect(seconds).toBeCloseTo(
      start + sessionAndReport + listsAnswerAndSevenRounds + publishing,
      6,
    );
  });

  it('takes the processor time where that is more, which is less with more of a processor', () => {
    const secondsWith = (processor: number) =>
      estimateRun({ accounts: 1, usersPerAccount: 100_000 }, 'later', 'single', {
        costs: { ...COSTS, msPerUser: 10 },
        processor,
      }).seconds;

    const processing = 0.01 + 100_000 * 0.01 + 1_367 * 0.001;
    expect(secondsWith(1)).toBeCloseTo(2 + 1 / 8 + 5 + processing, 6);
    expect(secondsWith(0.5)).toBeCloseTo(2 + 1 / 8 + 5 + 2 * processing, 6);
  });

  it('waits for reports of 64 accounts at a time, and reads 16', () => {
    const read = (accounts: number) =>
      estimateRun({ accounts, usersPerAccount: 0 }, 'later', 'single', {
        costs: { ...COSTS, msPerAccount: 0, msPerPart: 0 },
        processor: 1,
      }).seconds;

    const fourRoundsOfSixteen = 5.2 + 4 * 0.2;
    const reportsTwice = 2 * 5.2 + 0.2;
    const partsOfOneRoundMore = 0.05;
    expect(read(65) - read(64)).toBeCloseTo(
      reportsTwice - fourRoundsOfSixteen + partsOfOneRoundMore,
      6,
    );
  });

  it('keeps to the ceiling of calls in a distributed run', () => {
    const large = { accounts: 1_000, usersPerAccount: 1_000 };

    const run = estimateRun(large, 'first', 'distributed', MACHINE);

    expect(run.seconds).toBeGreaterThan(run.calls / 200);
    expect(run.batches).toBe(100);
    expect(run.invocations).toBe(102);
  });

  it('pays for ten functions at a time while a distributed run reads', () => {
    const small = { accounts: 1_000, usersPerAccount: 20 };

    const run = estimateRun(small, 'later', 'distributed', MACHINE);

    expect(run.functionSeconds).toBeGreaterThan(run.seconds);
    expect(run.functionSeconds).toBeLessThan(10 * run.seconds);
  });

  it.each([
    { accounts: 100, usersPerAccount: 50, fits: true },
    { accounts: 50_000, usersPerAccount: 1, fits: false },
    { accounts: 1, usersPerAccount: 200_000, fits: false },
  ])('says of $accounts accounts of $usersPerAccount users whether they fit: $fits', (given) => {
    expect(fitsOneFunction(given, MACHINE)).toBe(given.fits);
  });

  it('gives a function the share of a processor that goes with its memory', () => {
    expect(lambdaMachine(COSTS)).toEqual({ costs: COSTS, processor: 1_024 / 1_769 });
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
    expect(costOfStorage({ accounts: 1_000, usersPerAccount: 50 }, COSTS)).toBeCloseTo(
      ((30 * (1_000 * 50 * 400 + 1_000 * 2_000)) / 1e9) * 0.023,
      9,
    );
  });
});
