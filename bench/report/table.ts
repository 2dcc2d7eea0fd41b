import type { CaseResult, Comparison, Measurement } from '../harness/figures.ts';
import { totalCalls } from '../harness/figures.ts';
import { isMet, ratioOf, targetOf } from '../targets.ts';
import { amount, mebibytes, rounded, seconds, times } from './amounts.ts';

/** The runs of a case: the head, then a row for each. */
export function measurementRows({ measurements }: CaseResult): readonly (readonly string[])[] {
  return [
    ['run', 'calls', 'throttled', 'time', 'CPU', 'peak memory', 'users', 'data', 'CPU of AWS'],
    ...measurements.map(measurementRow),
  ];
}

function measurementRow(run: Measurement): readonly string[] {
  return [
    run.name,
    totalCalls(run.calls).toLocaleString('en-US'),
    run.throttles.toLocaleString('en-US'),
    seconds(run.wallMs),
    seconds(run.cpuMs),
    `${rounded(run.peakMiB)} MiB`,
    run.users.toLocaleString('en-US'),
    run.bytes === null ? '' : mebibytes(run.bytes),
    seconds(run.simulationCpuMs),
  ];
}

/** What the figures of a case are measured against. */
export function comparisonRows({ comparisons }: CaseResult): readonly (readonly string[])[] {
  return [
    ['beside', 'measured', 'reference', 'ratio', 'target'],
    ...comparisons.map(comparisonRow),
  ];
}

function comparisonRow(comparison: Comparison): readonly string[] {
  const { target, name, measured, reference, unit, isScaled } = comparison;
  return [
    target === null ? name : `${target}: ${name}`,
    amount(measured, unit),
    amount(reference, unit) + (isScaled === true ? ' (scaled)' : ''),
    times(ratioOf(comparison)),
    verdict(comparison),
  ];
}

export function verdict(comparison: Comparison): string {
  const target = targetOf(comparison);
  if (target === null) return '';
  const bound = `${target.kind === 'faster' ? '≥' : '≤'} ${target.factor} ×`;
  return `${bound}: ${isMet(comparison) === true ? 'met' : 'missed'}`;
}

/** Columns side by side, for a terminal. */
export function toText(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return rows.map((row) => `  ${line(row)}\n`).join('');
}

export function toMarkdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |\n`;
  return [head, head.map((_, column) => (column === 0 ? '---' : '--:')), ...body]
    .map(line)
    .join('');
}
