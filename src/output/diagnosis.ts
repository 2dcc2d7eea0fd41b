import type { ErrorCode } from '../errors.ts';
import type { Freshness, PublishedFact } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';

/** What `iam-users doctor` found out, before anything is collected. */
export interface Diagnosis {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly at: Instant;
  /** Whether everything that could be tried works, at most with a detour. */
  readonly isFine: boolean;
  readonly caller: { readonly accountId: string; readonly arn: string };
  readonly organizationId: string | null;
  readonly roleName: string;
  readonly freshness: Freshness;
  readonly columns: readonly string[];
  /** The IAM actions that the columns need. */
  readonly actions: readonly string[];
  /** Milliseconds that the clock of AWS is ahead of the one of this machine; `null`: not told. */
  readonly clockAheadMs: number | null;
  readonly places: readonly TriedPlace[];
  /** Accounts tried of those to read; `null`: all were to be tried. */
  readonly sample: number | null;
  readonly causes: readonly Cause[];
  readonly accounts: readonly DiagnosedAccount[];
  /** Accounts in which IAM began a credential report because there was none. */
  readonly reportsBegun: number;
  readonly calls: number;
}

/** A place for objects that was tried. */
export interface TriedPlace {
  readonly use: 'target' | 'run store';
  readonly location: string;
}

/** What a run would make of something that is wrong, the worst first. */
export const EFFECTS = [
  'RUN_FAILS',
  'ACCOUNT_FAILS',
  'FACTS_UNKNOWN',
  'AGES_WRONG',
  'RUN_IMPAIRED',
  'NONE',
] as const;

export type Effect = (typeof EFFECTS)[number];

/** One thing that is wrong at one place. */
export interface Finding {
  readonly code: ErrorCode;
  /** AWS operations, sorted. */
  readonly operations: readonly string[];
  readonly effect: Effect;
  /** What would be unknown of some users at least. */
  readonly lostFacts: readonly PublishedFact[];
  readonly message: string;
  readonly remedy: string;
}

/** One thing that is wrong, and everywhere that it is. */
export interface Cause extends Finding {
  /** Empty: it concerns the run as a whole. */
  readonly accounts: readonly NamedAccount[];
}

export interface NamedAccount {
  readonly accountId: string;
  readonly accountName: string | null;
}

/** One account of the plan. */
export interface DiagnosedAccount extends NamedAccount {
  readonly result: 'FINE' | 'WRONG' | 'NOT_TRIED';
  /** Why it was not tried; `null`: it was. */
  readonly reason: string | null;
  /** Whose credentials were used; `null`: none, since it was not tried or not opened. */
  readonly access: 'role' | 'caller' | null;
  /** Actions that AWS carried out. */
  readonly worked: readonly string[];
  /** Needed actions of which nothing is known. */
  readonly untested: readonly UntestedAction[];
}

export interface UntestedAction {
  readonly action: string;
  readonly reason: string;
}
