import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimatePublishMs, type StoreTimes } from '../../src/collect/publish-time.ts';

const NO_SMALL = { count: 0, totalMs: 0, totalSquaresMs: 0 };
const NO_LARGE = { count: 0, totalMs: 0, bytes: 0 };
const NEVER = { small: NO_SMALL, large: NO_LARGE };
const NOTHING: StoreTimes = { reads: NEVER, writes: NEVER, packing: { bytes: 0, totalMs: 0 } };
const SMALL = { parts: 0, msPerPart: 0, partBytes: 1, hasGoodPart: true, files: 1 };

/** So many calls that took so long each. */
function calls(count: number, ms: number) {
  return {
    small: { count, totalMs: count * ms, totalSquaresMs: count * ms ** 2 },
    large: NO_LARGE,
  };
}

function estimate(times: Partial<StoreTimes>, work: Partial<typeof SMALL> = {}): number {
  const all = { ...NOTHING, ...times };
  return Math.round(estimatePublishMs({ ...SMALL, ...work }, all, all));
}

/** Twice the standard deviation of so many calls, which vary by an eighth at least. */
function spread(count: number, ms: number): number {
  return 2 * Math.sqrt(count) * (ms / 8);
}

describe('the estimate of how long publishing takes', () => {
  it('is a second where the stores take no time', () => {
    expect(estimate({ reads: calls(1, 0), writes: calls(1, 0) })).toBe(1_000);
  });

  it('counts six writes, one after the other', () => {
    const ms = estimate({ reads: calls(9, 0), writes: calls(1, 2_000) });

    expect(ms).toBe(Math.round(6 * 2_000 + spread(6, 2_000) + 1_000));
  });

  it('has no margin, and no write but a part and the manifest, as long as there is no good part', () => {
    const times = { reads: calls(9, 0), writes: calls(1, 2_000) };

    const work = { parts: 2_000, msPerPart: 4, partBytes: 9_999_999, hasGoodPart: false };
    const ms = estimate(times, work);

    expect(ms).toBe(2 * 2_000 + 11 * 32 + 2_000 * 4 + 600);
  });

  it('counts one write more for a second file', () => {
    const ms = estimate({ reads: calls(9, 0), writes: calls(1, 2_000) }, { files: 2 });

    expect(ms).toBe(Math.round(7 * 2_000 + spread(7, 2_000) + 1_000));
  });

  it('counts eleven reads, one after the other, each as long as eight that are read ahead', () => {
    const ms = estimate({ reads: calls(4, 900), writes: calls(4, 0) }, { msPerPart: 10 });

    expect(ms).toBe(Math.round(11 * 80 + spread(11, 80) + 1_000));
  });

  it('counts the reading of every part, and three copies of its line in the manifest', () => {
    const times = { reads: calls(1, 0), writes: calls(1, 0) };

    const ms = estimate(times, { parts: 2_000, msPerPart: 4 });

    expect(ms).toBe(Math.round(1_000 + 11 * 32 + spread(11, 32) + 1.5 * (2_000 * 4 + 600)));
  });

  it('grows with how much the calls vary', () => {
    const [steady, varying] = [2 * 1_000 ** 2, 2_000 ** 2].map((totalSquaresMs) =>
      estimate({
        reads: calls(1, 0),
        writes: { small: { count: 2, totalMs: 2_000, totalSquaresMs }, large: NO_LARGE },
      }),
    );

    expect(steady).toBe(Math.round(6_000 + 2 * Math.sqrt(6) * 125 + 1_000));
    expect(varying).toBe(Math.round(6_000 + 2 * Math.sqrt(6) * 1_000 + 1_000));
  });

  it('takes the pace of the bytes from what was measured, beyond the latency', () => {
    const times = {
      reads: calls(1, 0),
      writes: { ...calls(1, 0), large: { count: 2, totalMs: 1_000, bytes: 1_000_000 } },
      packing: { bytes: 1_000_000, totalMs: 200 },
    };

    const ms = estimate(times, { partBytes: 3_000_000, files: 2 });

    // 3 MB at three times 0.2 µs a byte, and twice 3 MB at 1 µs a byte, half as much again.
    expect(ms).toBe(1_000 + 1.5 * (1_800 + 6_000));
  });

  it('takes a large write for its latency mostly, as long as there was no small one', () => {
    const writes = { small: NO_SMALL, large: { count: 1, totalMs: 2_040, bytes: 400_000 } };

    const ms = estimate({ reads: calls(1, 0), writes });

    expect(ms).toBe(Math.round(6 * 2_000 + spread(6, 2_000) + 1_000));
  });

  it('counts several uploads for a file that is sent in parts', () => {
    const times = {
      reads: calls(1, 0),
      writes: { ...calls(1, 100), large: { count: 1, totalMs: 100, bytes: 1_000_000 } },
      packing: { bytes: 1, totalMs: 0 },
    };

    const ms = estimate(times, { partBytes: 100 * 1024 * 1024 });

    expect(ms).toBe(Math.round(9 * 100 + spread(9, 100) + 1_000));
  });

  it('supposes half a second for a call where nothing was measured', () => {
    expect(estimate({})).toBe(Math.round(6 * 500 + spread(6, 500) + 1_000));
  });

  it('never gets shorter with more accounts or bytes', () => {
    const work = fc.record({
      parts: fc.nat(50_000),
      msPerPart: fc.nat(100),
      partBytes: fc.integer({ min: 1, max: 1_000_000_000 }),
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
