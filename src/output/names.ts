import type { Instant } from '../model/instant.ts';

/** Points to the newest snapshot that is good enough to build on. */
export const LATEST_NAME = '_iam-users/latest.json';

/** What the name of a snapshot says about it. */
export interface SnapshotNaming {
  readonly organizationId: string | null;
  readonly collectedAt: Instant;
  readonly runId: string;
  /** Whether another run has the plain name, so that this one needs its own. */
  readonly taken: boolean;
  /** Whether too much is missing for the snapshot to pass for a good one. */
  readonly incomplete: boolean;
}

/**
 * The name of the data. `_incomplete` comes last, so that one pattern finds all such files.
 *
 * @example `IAM_USER_TAGS_o-a1b2c3d4e5_combined_2026-09-11_13-14-52.csv`
 */
export function snapshotName(naming: SnapshotNaming): string {
  const { organizationId, collectedAt, runId, taken, incomplete } = naming;
  const organization = organizationId === null ? '' : `${organizationId}_`;
  const time = `${collectedAt.slice(0, 10)}_${collectedAt.slice(11, 19).replaceAll(':', '-')}`;
  const own = taken ? `_${runId.slice(-6)}` : '';
  return `IAM_USER_TAGS_${organization}combined_${time}${own}${incomplete ? '_incomplete' : ''}.csv`;
}

/** The name of the manifest that goes with the data. */
export function manifestName(dataName: string): string {
  return `_iam-users/manifests/${dataName}.manifest.json`;
}

/** Where the run store keeps the plan. */
export function planName(runId: string): string {
  return `runs/${runId}/plan.json`;
}

/** Where the run store keeps what a run learnt about one account. */
export function partName(runId: string, accountId: string): string {
  return `${partsPrefix(runId)}${accountId}.jsonl.gz`;
}

/** Below which the run store keeps all parts of a run. */
export function partsPrefix(runId: string): string {
  return `runs/${runId}/parts/`;
}
