import type { FormatName } from '../model/result-form.ts';
import type { Plan } from '../organization/plan.ts';

/** Points to the newest snapshot that is good enough to build on. */
export const LATEST_NAME = '_iam-users/latest.json';

/** The names of the data files of one snapshot; they differ in the extension only. */
export type DataNames = readonly [DataName, ...DataName[]];

export interface DataName {
  readonly format: FormatName;
  readonly name: string;
}

export interface NameMarks {
  /** Whether another run has a plain name, so that this one needs its own. */
  readonly taken: boolean;
  /** Whether too much is missing for the snapshot to pass for a good one. */
  readonly incomplete: boolean;
}

/**
 * The names of the data. `_incomplete` comes last, so that one pattern finds all such files.
 *
 * @example `IAM_USER_TAGS_o-a1b2c3d4e5_combined_2026-09-11_13-14-52.csv`
 */
export function dataNames(
  { organizationId, collectedAt, runId, settings }: NamedRun,
  { taken, incomplete }: NameMarks,
): DataNames {
  const organization = organizationId === null ? '' : `${organizationId}_`;
  const time = `${collectedAt.slice(0, 10)}_${collectedAt.slice(11, 19).replaceAll(':', '-')}`;
  const own = taken ? `_${runId.slice(-6)}` : '';
  const base = `IAM_USER_TAGS_${organization}combined_${time}${own}${incomplete ? '_incomplete' : ''}`;
  const named = (format: FormatName): DataName => ({ format, name: `${base}.${format}` });
  const [first, ...others] = settings.formats;
  return [named(first), ...others.map(named)];
}

/** What of a plan the names are made of. */
export type NamedRun = Pick<Plan, 'organizationId' | 'collectedAt' | 'runId'> & {
  readonly settings: Pick<Plan['settings'], 'formats'>;
};

/** The name of the manifest that goes with the data, whose first file is named so. */
export function manifestName(dataName: string): string {
  return `_iam-users/manifests/${dataName}.manifest.json`;
}

/** Whether a name is one that `manifestName` gives: a pointer may say anything. */
export function isManifestName(name: string): boolean {
  return /^_iam-users\/manifests\/\w[\w.-]*\.manifest\.json$/.test(name);
}

/** Whether the name of a data file says that too much is missing. */
export function isIncompleteName(dataName: string): boolean {
  return /_incomplete\.[a-z]+$/.test(dataName);
}

/** Where the run store keeps the plan. */
export function planName(runId: string): string {
  return `runs/${runId}/plan.json`;
}

/** Where the run store keeps the plan without its accounts. */
export function planHeadName(runId: string): string {
  return `runs/${runId}/plan-head.json`;
}

/** Where the run store keeps which accounts are to be read, one a line. */
export function accountsName(runId: string): string {
  return `runs/${runId}/accounts.jsonl`;
}

/** Where the run store keeps how far a run came with its data. */
export function dataRecordName(runId: string): string {
  return `runs/${runId}/data.json`;
}

/** Where the run store keeps what a run learnt about one account. */
export function partName(runId: string, accountId: string): string {
  return `${partsPrefix(runId)}${accountId}.jsonl.gz`;
}

/** Where the run store keeps what later runs need not ask again about one account. */
export function knownName(accountId: string): string {
  return `known/${accountId}.jsonl.gz`;
}

/** Below which the run store keeps all parts of a run. */
export function partsPrefix(runId: string): string {
  return `runs/${runId}/parts/`;
}
