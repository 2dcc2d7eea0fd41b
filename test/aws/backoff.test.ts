import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, RETRY_POLICY } from '../../src/aws/backoff.ts';

const BACKOFF = { attempts: 5, baseMs: 100, capMs: 300 };

describe('the wait before the next attempt', () => {
  it.each([
    { failures: 1, random: 0.999, ms: 99 },
    { failures: 2, random: 0.999, ms: 199 },
    { failures: 3, random: 0.999, ms: 299 },
    { failures: 4, random: 0.999, ms: 299 },
    { failures: 4, random: 0, ms: 0 },
    { failures: 4, random: 0.5, ms: 150 },
  ])('is $ms ms after $failures failures at chance $random', ({ failures, random, ms }) => {
    expect(backoffMs(BACKOFF, failures, random)).toBe(ms);
  });

  it('ends when no attempt is left', () => {
    expect(backoffMs(BACKOFF, 5, 0.5)).toBeNull();
  });

  it('never exceeds the cap, however many failures there were', () => {
    const failures = fc.integer({ min: 1, max: 10_000 });
    const random = fc.double({ min: 0, max: 0.999_999, noNaN: true });

    fc.assert(
      fc.property(failures, random, (count, chance) => {
        const wait = backoffMs({ ...BACKOFF, attempts: 20_000 }, count, chance) ?? -1;
        return wait >= 0 && wait < BACKOFF.capMs;
      }),
    );
  });

  it('lets a call through in spite of 40 % throttling, but for one in ten million', () => {
    expect(0.4 ** RETRY_POLICY.throttled.attempts).toBeLessThan(1e-7);
  });
});
