import { describe, expect, it } from 'vitest';
import { metricsOf } from '../../src/lambda/metrics.ts';
import { failedAccount, manifestAccount, runResult } from './manifest-fixture.ts';

const NOW = new Date('2026-09-11T13:14:52Z');

/** Two users. */
const RESULT = runResult([manifestAccount('111111111111')]);

describe('metricsOf', () => {
  it('has no figure for a number of access keys that is unknown: it is not 0', () => {
    const { manifest } = RESULT;

    const known = metricsOf(RESULT, NOW);
    const unknown = metricsOf({ ...RESULT, manifest: { ...manifest, accessKeys: null } }, NOW);

    expect(known).toHaveProperty('AccessKeys', 1);
    expect(JSON.stringify(known)).toContain('{"Name":"AccessKeys","Unit":"Count"}');
    expect(unknown).toHaveProperty('Users', manifest.users);
    expect(JSON.stringify(unknown)).not.toContain('AccessKeys');
  });

  it.each([
    [8, 75],
    [2, 0],
    [1, 0],
  ])('compares 2 users with %i before: %i percent are gone', (usersBefore, percent) => {
    const metrics = metricsOf({ ...RESULT, usersBefore }, NOW);

    expect(metrics).toHaveProperty('UsersLostPercent', percent);
    expect(JSON.stringify(metrics)).toContain('{"Name":"UsersLostPercent","Unit":"Percent"}');
  });

  it('compares with nothing where there is nothing to compare', () => {
    const failed = runResult([failedAccount('111111111111')]);

    const metrics = [
      metricsOf({ ...RESULT, usersBefore: null }, NOW),
      metricsOf({ ...RESULT, usersBefore: 0 }, NOW),
      metricsOf({ ...failed, usersBefore: 8 }, NOW),
    ];

    expect(JSON.stringify(metrics)).not.toContain('UsersLostPercent');
  });

  it('says how fast AWS let it be, if it had to be slower', () => {
    const slowdown = { callsPerSecond: 18.2, accounts: null };

    const slowed = metricsOf({ ...RESULT, throttling: { throttles: 9, slowdown } }, NOW);
    const others = [
      metricsOf(RESULT, NOW),
      metricsOf({ ...RESULT, throttling: { throttles: 1, slowdown: null } }, NOW),
    ];

    expect(slowed).toHaveProperty('PacedCallsPerSecond', 18.2);
    expect(JSON.stringify(slowed)).toContain(
      '{"Name":"PacedCallsPerSecond","Unit":"Count/Second"}',
    );
    expect(JSON.stringify(others)).not.toContain('PacedCallsPerSecond');
  });

  it('says whether there is a new good snapshot', () => {
    const metrics = [true, false].map((latestMoved) => metricsOf({ ...RESULT, latestMoved }, NOW));

    expect(metrics.map(({ LatestMoved }) => LatestMoved)).toEqual([1, 0]);
  });
});
