import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/model/part.ts';
import { coverageOf, statusOf } from '../../src/output/coverage.ts';

describe('coverageOf', () => {
  it('counts every outcome', () => {
    const coverage = coverageOf(accounts({ collected: 5, partial: 1, failed: 1, skipped: 3 }));

    expect(coverage).toEqual({
      planned: 10,
      collected: 5,
      partial: 1,
      failed: 1,
      skipped: 3,
      percent: 85.71,
    });
  });

  it('never rounds up to all', () => {
    expect(coverageOf(accounts({ collected: 49_999, failed: 1 })).percent).toBe(99.99);
  });

  it('is not lowered by skipped accounts', () => {
    expect(coverageOf(accounts({ collected: 1, skipped: 9 })).percent).toBe(100);
  });

  it('is 0 where nothing was to be read', () => {
    expect(coverageOf(accounts({ skipped: 3 })).percent).toBe(0);
    expect(coverageOf([]).percent).toBe(0);
  });

  it('is the greatest number of hundredths that is not too much', () => {
    const counts = fc.record({ read: fc.integer({ min: 0, max: 300 }), failed: fc.nat(300) });

    fc.assert(
      fc.property(counts, ({ read, failed }) => {
        fc.pre(read + failed > 0);

        const { percent } = coverageOf(accounts({ collected: read, failed }));

        const hundredths = BigInt(Math.round(percent * 100));
        const [part, whole] = [BigInt(read) * 10_000n, BigInt(read + failed)];
        expect(percent).toBe(Number(hundredths) / 100);
        expect(hundredths * whole <= part && part < (hundredths + 1n) * whole).toBe(true);
      }),
    );
  });
});

describe('statusOf', () => {
  it.each([
    ['COMPLETE', { collected: 2, skipped: 1 }],
    ['PARTIAL', { collected: 2, partial: 1 }],
    ['PARTIAL', { partial: 1 }],
    ['PARTIAL', { collected: 2, failed: 1 }],
    ['PARTIAL', { collected: 2, partial: 1, failed: 1 }],
    ['FAILED', { failed: 2 }],
    ['FAILED', { skipped: 2 }],
    ['FAILED', {}],
  ])('is %s for %j', (status, counts) => {
    expect(statusOf(coverageOf(accounts(counts)))).toBe(status);
  });
});

function accounts(
  counts: Partial<Readonly<Record<Outcome, number>>>,
): readonly { readonly outcome: Outcome }[] {
  const outcomes = ['collected', 'partial', 'failed', 'skipped'] as const;
  return outcomes.flatMap((outcome) => Array(counts[outcome] ?? 0).fill({ outcome }));
}
