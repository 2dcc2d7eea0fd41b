import type { UnitCosts } from '../../../bench/report/unit-costs.ts';
import { ASSUMPTIONS as A, PRICES as P } from './assumptions.ts';
import type { Organization, RunEstimate } from './run-estimate.ts';

/** What one run costs, in US dollars, but for what it stores. */
export function costOfRun({ accounts }: Organization, run: RunEstimate): number {
  const gigabytes = A.memoryMB / 1_024;
  const transitions =
    run.batches === 0 ? 0 : A.transitionsPerRun + run.batches * A.transitionsPerBatch;
  return (
    run.functionSeconds * gigabytes * P.lambdaGBSecond.usd +
    run.invocations * P.lambdaRequest.usd +
    transitions * P.transition.usd +
    accounts * (A.writesPerAccount * P.s3Write.usd + A.readsPerAccount * P.s3Read.usd)
  );
}

/** What a month of daily snapshots costs to keep for a month, in US dollars. */
export function costOfStorage(
  { accounts, usersPerAccount }: Organization,
  { bytesPerUser }: Pick<UnitCosts, 'bytesPerUser'>,
): number {
  // A row, and as much again of parts and of what is known, which are packed.
  const bytes = accounts * usersPerAccount * 2 * bytesPerUser + accounts * A.bytesPerAccount;
  return ((30 * bytes) / 1e9) * P.s3GBMonth.usd;
}
