import type { Outcome } from '../model/part.ts';
import type { Coverage, RunStatus } from './manifest.ts';

/**
 * How much of what was planned was read. Skipped accounts never lower the percent; where there is
 * nothing but skipped accounts it is 0, because nothing was read.
 */
export function coverageOf(accounts: readonly { readonly outcome: Outcome }[]): Coverage {
  const count = (outcome: Outcome) => accounts.filter((a) => a.outcome === outcome).length;
  const planned = accounts.length;
  const [collected, partial, skipped] = [count('collected'), count('partial'), count('skipped')];
  const percent = percentOf(collected + partial, planned - skipped);
  return { planned, collected, partial, failed: count('failed'), skipped, percent };
}

/** What the run came to. */
export function statusOf(coverage: Coverage): RunStatus {
  if (coverage.collected + coverage.partial === 0) return 'FAILED';
  return coverage.partial + coverage.failed === 0 ? 'COMPLETE' : 'PARTIAL';
}

/** Rounded down in whole hundredths of a percent, so that 100 means all. */
function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part * 10_000) / whole) / 100;
}
