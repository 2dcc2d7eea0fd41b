import { describe, expect, it } from 'vitest';
import { timeAllowedMs } from '../../bench/cases/time-allowed.ts';

describe('timeAllowedMs', () => {
  it('takes no time while the bucket is full', () => {
    expect(timeAllowedMs(5, [{ afterMs: 0, perSecond: 5 }])).toBe(0);
  });

  it('takes the time in which the bucket earns the calls beyond its burst', () => {
    expect(timeAllowedMs(105, [{ afterMs: 0, perSecond: 5 }])).toBe(20_000);
  });

  it('counts what each rate allows until the next, whose bucket is full at first', () => {
    const rates = [
      { afterMs: 0, perSecond: 10 },
      { afterMs: 1_000, perSecond: 2 },
    ];

    const allowed = timeAllowedMs(10 + 10 + 2 + 6, rates);

    expect(allowed).toBe(1_000 + 3_000);
  });

  it('is the time of the change where the next burst has the rest', () => {
    const rates = [
      { afterMs: 0, perSecond: 1 },
      { afterMs: 2_000, perSecond: 50 },
    ];

    expect(timeAllowedMs(40, rates)).toBe(2_000);
  });
});
