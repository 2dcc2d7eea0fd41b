import type { FactName, Freshness } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';
import { KNOWN_KINDS, type KnownAccount, type KnownKind } from '../model/known-credentials.ts';
import type { ReportRow } from '../model/report-row.ts';
import { type DatedReport, reportRowOf } from './credential-report.ts';
import { KnownCredentials } from './known-credentials.ts';
import type { ProblemLog } from './problem-log.ts';
import { needsList } from './user-credentials.ts';
import type { UserLists } from './user-lists.ts';

/** A run, as far as it decides what is listed. */
export interface ListingRun {
  readonly runId: string;
  readonly collectedAt: Instant;
  readonly freshness: Freshness;
  readonly facts: ReadonlySet<FactName>;
}

/** One account of it. */
export interface ListedAccount {
  readonly accountId: string;
  readonly before: KnownAccount | null;
  readonly dated: DatedReport | null;
  readonly lists: UserLists;
  readonly log: ProblemLog;
}

/**
 * What is known of the account beforehand. `null` where nothing can be: only slots of a credential
 * report can say that what was listed once is still there, and no more.
 */
export function recollect(run: ListingRun, account: ListedAccount): KnownCredentials | null {
  const kinds = kindsToList(run);
  const { dated, lists, ...others } = account;
  if (dated === null || kinds.size === 0) return null;
  const rows = new Map<string, ReportRow>();
  for (const [userId, { identity }] of lists.users) {
    const row = reportRowOf(identity, dated);
    if (row !== null) rows.set(userId, row);
  }
  const { report, generatedAt } = dated;
  const isReportShort = [...report.users.values()].some((row) => row.additionalCredentials);
  return new KnownCredentials({ ...run, ...others, kinds, generatedAt, rows, isReportShort });
}

/** Whether anything could be known of an account that spares the run a call. */
export function mayRecollect(run: ListingRun): boolean {
  return kindsToList(run).size > 0;
}

function kindsToList(run: ListingRun): ReadonlySet<KnownKind> {
  if (run.freshness === 'live') return new Set();
  const isListed: Readonly<Record<KnownKind, boolean>> = {
    accessKeys: needsList(run),
    signingCertificates: run.facts.has('signingCertificates'),
  };
  return new Set(KNOWN_KINDS.filter((kind) => isListed[kind]));
}
