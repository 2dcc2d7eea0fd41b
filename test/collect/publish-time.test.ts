import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimatePublishMs, type StoreTimes } from '../../src/collect/publish-time.ts';

const NONE = { count: 0, totalMs: 0, totalSquaresMs: 0 };
const NOTHING: StoreTimes = {
  reads: NONE,
  writes: NONE,
  bulk: { ...NONE, bytes: 0 },
  packing: { bytes: 0, totalMs: 0 },
};
const SMALL = { parts: 8, partBytes: 0, files: 1 };

/** So many calls that took so long each. */
function calls(count: number, ms: number) {
  return { count, totalMs: count * ms, totalSquaresMs: count * ms ** 2 };
}

function estimate(times: Partial<StoreTimes>, work = SMALL): number {
  const all = { ...NOTHING, ...times };
  return Math.round(estimatePublishMs(work, all, all));
}

describe('the estimate of how long publishing takes', () => {
  it('is a second where the stores take no time', () => {
    const times = { reads: calls(1, 0), writes: calls(1, 0) };

    expect(estimate(times, { ...SMALL, parts: 0 })).toBe(1_000);
  });

  it('counts six writes, one after the other, and an eighth for how they may vary', () => {
    const ms = estimate({ reads: calls(9, 0), writes: calls(1, 2_000) });

    // 6 × 2 s, twice the square root of 6 × (2 s / 8)², the least, and the bytes of the manifests.
    expect(ms).toBe(Math.round(12_000 + 2 * Math.sqrt(6) * 250 + 1_000 + 3.6));
  });

  it('counts a read for every eight parts, beside eleven others', () => {
    const times = { reads: calls(4, 100), writes: calls(4, 0) };

    const [few, many] = [8, 808].map((parts) => estimate(times, { ...SMALL, parts }));

    const spread = (reads: number) => 2 * Math.sqrt(reads) * (100 / 8);
    expect(few).toBe(Math.round(12 * 100 + spread(12) + 1_000 + 3.6));
    expect(many).toBe(Math.round(112 * 100 + spread(112) + 1_000 + 363.6));
  });

  it('grows with how much the calls vary', () => {
    const [steady, varying] = [
      { count: 2, totalMs: 2_000, totalSquaresMs: 2 * 1_000 ** 2 },
      { count: 2, totalMs: 2_000, totalSquaresMs: 2_000 ** 2 },
    ].map((writes) => estimate({ reads: calls(1, 0), writes }));

    expect(steady).toBe(Math.round(6_000 + 2 * Math.sqrt(6) * 125 + 1_000 + 3.6));
    expect(varying).toBe(Math.round(6_000 + 2 * Math.sqrt(6) * 1_000 + 1_000 + 3.6));
  });

  it('takes the pace of the bytes from what was measured, beyond the latency', () => {
    const times = {
      reads: calls(1, 0),
      writes: calls(1, 0),
      bulk: { ...calls(2, 500), bytes: 1_000_000 },
      packing: { bytes: 1_000_000, totalMs: 200 },
    };

    const ms = estimate(times, { parts: 0, partBytes: 3_000_000, files: 2 });

    // 3 MB at three times 0.2 µs a byte, and twice 3 MB at 1 µs a byte, half as much again.
    expect(ms).toBe(1_000 + 1.5 * (1_800 + 6_000));
  });

  it('supposes something where nothing was measured', () => {
    expect(estimate({})).toBe(Math.round(18 * 500 + 2 * Math.sqrt(18) * 62.5 + 1_000 + 3.6));
  });

  it('never gets shorter with more accounts, bytes or files', () => {
    const work = fc.record({
      parts: fc.nat(50_000),
      partBytes: fc.nat(1_000_000_000),
      files: fc.integer({ min: 1, max: 2 }),
    });
    fc.assert(
      fc.property(work, fc.nat(10_000), fc.constantFrom('parts', 'partBytes'), (less, ms, key) => {
        const times = { reads: calls(3, ms), writes: calls(3, ms) };

        const [before, after] = [less, { ...less, [key]: less[key] + 100 }].map((each) =>
          estimate(times, each),
        );

        expect(after).toBeGreaterThanOrEqual(before ?? Number.NaN);
      }),
    );
  });
});
