import { readFileSync } from 'node:fs';
import type { CaseResult } from '../../../bench/harness/figures.ts';
import { runsOf, type UnitCosts, unitCosts } from '../../../bench/report/unit-costs.ts';
import type { Organization } from './run-estimate.ts';

/** The last full run of `npm run bench`. */
const RESULTS: readonly CaseResult[] = JSON.parse(
  readFileSync(new URL('../../../bench/last-full-run.json', import.meta.url), 'utf8'),
);

/** @throws RangeError if the run did not measure everything that is needed. */
export function measuredCosts(): UnitCosts {
  const costs = unitCosts(RESULTS);
  if (costs === null) throw new RangeError('bench/last-full-run.json is not that of a full run');
  return costs;
}

/** A first run with the calls and reports that are assumed here, as it was measured. */
export interface MeasuredRun extends Organization {
  readonly seconds: number;
}

export function runsNearAws(): readonly MeasuredRun[] {
  return runsOf(RESULTS, 'near-aws').map(({ calls, users, wallMs }) => {
    const accounts = calls['sts:AssumeRole'] ?? 0;
    return { accounts, usersPerAccount: users / accounts, seconds: wallMs / 1_000 };
  });
}

/** The most memory that a run over 1,000 accounts of 1,000 users took, in MiB. */
export function peakMemoryMiB(): number {
  const [, , ...large] = runsOf(RESULTS, 'many-users');
  return Math.max(...large.map(({ peakMiB }) => peakMiB));
}
