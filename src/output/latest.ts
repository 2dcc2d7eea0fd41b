import type { Outcome } from '../model/part.ts';
import type { Coverage, LatestPointer, Manifest } from './manifest.ts';

/** Percent of the users of the previous snapshot that the accounts not read may have held. */
const MAX_LOST_PERCENT = 5;

export interface QualityCheck {
  readonly coverage: Coverage;
  /** Percent of the accounts that have to be read. */
  readonly minCoverage: number;
  /** The accounts of this run. */
  readonly accounts: readonly { readonly accountId: string; readonly outcome: Outcome }[];
  /** The accounts of the snapshot that `latest.json` points to; `null` if there is none. */
  readonly previous: readonly { readonly accountId: string; readonly users: number }[] | null;
}

/**
 * Why a snapshot is not good enough for `latest.json`, in one sentence; `null` if it is.
 *
 * Coverage counts accounts, so the one large account that failed is looked for by its users.
 * Skipped accounts, and those that left the organization, are not missing.
 */
export function whyNotGoodEnough(check: QualityCheck): string | null {
  const { coverage, minCoverage, previous } = check;
  if (coverage.collected + coverage.partial === 0) return 'No account was read.';
  if (coverage.percent < minCoverage) {
    return `Only ${coverage.percent} % of the accounts were read; at least ${minCoverage} % are required.`;
  }
  const failed = new Set(
    check.accounts.filter((account) => account.outcome === 'failed').map((a) => a.accountId),
  );
  const before = previous ?? [];
  const users = usersOf(before);
  const lost = usersOf(before.filter((account) => failed.has(account.accountId)));
  if (lost * 100 <= users * MAX_LOST_PERCENT) return null;
  return (
    `The accounts that were not read held ${lost} of the ${users} users of the previous ` +
    `snapshot; at most ${MAX_LOST_PERCENT} % may be missing.`
  );
}

/** What `latest.json` says of a snapshot. */
export function toLatestPointer(manifest: Manifest, manifestName: string): LatestPointer {
  const { schemaVersion, runId, status, coverage, collectedAt, files } = manifest;
  return { schemaVersion, runId, status, coverage, collectedAt, manifest: manifestName, files };
}

function usersOf(accounts: readonly { readonly users: number }[]): number {
  return accounts.reduce((sum, account) => sum + account.users, 0);
}
