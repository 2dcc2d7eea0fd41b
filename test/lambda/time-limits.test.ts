import { describe, expect, it } from 'vitest';
import { timeLimits } from '../../src/lambda/time-limits.ts';

describe('the time limits of an invocation', () => {
  it.each([
    [900_000, { lastStartMs: 750_000, giveUpMs: 898_000 }],
    [60_000, { lastStartMs: 45_000, giveUpMs: 58_000 }],
    [3_000, { lastStartMs: 2_250, giveUpMs: 1_000 }],
    [0, { lastStartMs: 0, giveUpMs: 0 }],
  ])('leave time to publish and to answer out of %d ms', (remainingMs, expected) => {
    expect(timeLimits(remainingMs)).toEqual(expected);
  });
});
