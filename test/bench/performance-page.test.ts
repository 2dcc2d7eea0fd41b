import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CaseResult, Comparison, Measurement } from '../../bench/harness/figures.ts';
import { performancePage } from '../../bench/report/performance-page.ts';
import { comparisonRows, measurementRows, toText } from '../../bench/report/table.ts';
import { LAST_FULL_RUN, PAGE, readLastFullRun } from '../../bench/report/write-page.ts';

const run: Measurement = {
  name: 'later run',
  calls: { 'iam:ListUsers': 1200, 'sts:AssumeRole': 34 },
  throttles: 2,
  wallMs: 1234,
  cpuMs: 987,
  peakMiB: 100.4,
  users: 5000,
  bytes: 3 * 2 ** 20,
  simulationCpuMs: 50,
};

const resultWith = (...comparisons: readonly Comparison[]): CaseResult => ({
  name: 'one-account',
  size: 'full',
  measuredAt: '2026-11-23T04:00:00.000Z',
  machine: { cpu: 'Fast', cores: 2, memoryGiB: 8, node: 'v24.21.0', system: 'Linux 6.1' },
  measurements: [run],
  comparisons,
});

const bucket = (measured: number): Comparison => ({
  target: 'token bucket',
  name: '5 per second',
  measured,
  reference: 40_000,
  unit: 'ms',
});

const original = (measured: number): Comparison => ({
  target: 'later run beside the original',
  name: 'later run',
  measured,
  reference: 300_000,
  unit: 'ms',
  isScaled: true,
});

/** The row of the table of targets. */
const targetRow = (comparison: Comparison): string =>
  performancePage([resultWith(comparison)])
    .split('\n')
    .filter((line) => line.includes(`| ${comparison.name} |`))
    .join('\n');

describe('performancePage', () => {
  it('says where it was measured', () => {
    expect(performancePage([resultWith()])).toContain(
      'Measured on 2026-11-23 with Node.js 24.21.0 on 2 cores of Fast, 8 GiB',
    );
  });

  it('names the targets that the run did not measure', () => {
    const page = performancePage([resultWith(bucket(41_000))]);

    const [line] = page.split('\n').filter((text) => text.startsWith('Not measured in this run: '));
    expect(line).toContain('peak memory, 1,000 accounts of 1,000 users');
    expect(line).not.toContain('an unknown token bucket');
  });

  it('has every run with its figures', () => {
    expect(performancePage([resultWith()])).toContain(
      '| later run | 1,234 | 2 | 1.23 s | 0.99 s | 100 MiB | 5,000 | 3.00 MiB | 0.05 s |',
    );
  });

  it.each([
    ['at the bound', bucket(50_000), '| 50.0 s | 40.0 s | 1.25 × | met |'],
    ['above it', bucket(60_000), '| 60.0 s | 40.0 s | 1.50 × | missed by 20 % |'],
    ['as fast as asked for', original(1_500), '| 1.50 s | 300 s, scaled by users | 200 × | met |'],
    ['slower', original(2_000), '| 2.00 s | 300 s, scaled by users | 150 × | missed by 25 % |'],
  ])('says whether a target was met by a figure %s', (_, comparison, expected) => {
    expect(targetRow(comparison)).toContain(expected);
  });

  it('says why a target was missed, and nothing of those that were met', () => {
    const missed = performancePage([resultWith(bucket(60_000))]);
    const met = performancePage([resultWith(bucket(40_000))]);

    expect(missed).toMatch(
      /^\*time of a run beside the time that an unknown token bucket allows\*:/m,
    );
    expect(met).not.toMatch(/^\*time of a run/m);
  });

  it('is docs/performance.md for the figures of the last full run', async () => {
    const page = existsSync(LAST_FULL_RUN) ? performancePage(await readLastFullRun()) : null;

    expect(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : null).toBe(page);
  });
});

describe('the tables of a terminal', () => {
  it('have their figures below each other', () => {
    const text = toText([...measurementRows(resultWith()), ['x', '1']]);

    expect(text.split('\n').map((line) => line.trimEnd())).toEqual([
      '  run        calls  throttled    time     CPU  peak memory  users      data  CPU of AWS',
      '  later run  1,234          2  1.23 s  0.99 s      100 MiB  5,000  3.00 MiB      0.05 s',
      '  x              1',
      '',
    ]);
  });

  it('say which figures were scaled', () => {
    const [, row] = comparisonRows(resultWith(original(1_000)));

    expect(row).toEqual([
      'later run beside the original: later run',
      '1.00 s',
      '300 s (scaled)',
      '300 ×',
      '≥ 200 ×: met',
    ]);
  });
});
