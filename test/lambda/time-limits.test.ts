import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeLimits } from '../../src/lambda/time-limits.ts';

describe('the time limits of an invocation', () => {
  it.each([
    [900_000, { readUntilMs: 750_000, giveUpMs: 898_000 }],
    [60_000, { readUntilMs: 45_000, giveUpMs: 58_000 }],
    [3_000, { readUntilMs: 2_250, giveUpMs: 2_625 }],
    [0, { readUntilMs: 0, giveUpMs: 0 }],
  ])('leave time to publish and to answer out of %d ms', (remainingMs, expected) => {
    expect(timeLimits(remainingMs)).toEqual(expected);
  });

  it('follow each other, and never lie beyond the end', () => {
    fc.assert(
      fc.property(fc.nat(900_000), (remainingMs) => {
        const { readUntilMs, giveUpMs } = timeLimits(remainingMs);

        expect(readUntilMs).toBeLessThanOrEqual(giveUpMs);
        expect(giveUpMs).toBeLessThanOrEqual(remainingMs);
      }),
    );
  });
});
