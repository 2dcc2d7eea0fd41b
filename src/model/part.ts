import type { ErrorCode } from '../errors.ts';
import type { PublishedFact } from './facts.ts';
import type { Instant } from './instant.ts';
import { type Knowable, UNKNOWN } from './knowable.ts';
import type { User } from './user.ts';

/**
 * What became of one account: `collected`; `partial`, its users complete but some facts unknown;
 * `failed`, no users; `skipped`, not read on purpose.
 */
export type Outcome = 'collected' | 'partial' | 'failed' | 'skipped';

/** Something that went wrong in one account, as the manifest shows it. */
export interface Problem {
  readonly code: ErrorCode;
  /** The AWS operation, such as `GetCredentialReport`; `null` if none was involved. */
  readonly operation: string | null;
  readonly message: string;
  readonly remedy: string;
}

/** How one account went. The manifest has one of these for every planned account. */
export interface AccountOutcome {
  readonly accountId: string;
  readonly accountAlias: Knowable<string | null>;
  readonly outcome: Outcome;
  readonly users: number;
  /** Of these users; `null`: not asked for, or not known of every user. */
  readonly accessKeys: number | null;
  /** What IAM itself says the number of users is; `null` if it was not read. */
  readonly summaryUsers: number | null;
  /** Whether `users` agrees with `summaryUsers`, but for those seen to come or go meanwhile. */
  readonly countVerified: boolean;
  readonly rootAccessKeys: number | null;
  readonly rootMfa: boolean | null;
  readonly rootPassword: boolean | null;
  /** GeneratedTime of the credential report that facts are from; `null`: none was asked for. */
  readonly credentialReportTime: Knowable<Instant | null>;
  /** When the account was read; `null` if it was not. */
  readonly readAt: Instant | null;
  readonly unknownFacts: readonly PublishedFact[];
  readonly errors: readonly Problem[];
  /** Users that were listed and then deleted while the account was read. */
  readonly dropped: number;
  readonly calls: number;
  readonly throttles: number;
  readonly durationMs: number;
}

/** What is known of an account of which nothing was read. */
export const NOTHING_READ = {
  accountAlias: UNKNOWN,
  users: 0,
  accessKeys: 0,
  summaryUsers: null,
  countVerified: false,
  rootAccessKeys: null,
  rootMfa: null,
  rootPassword: null,
  credentialReportTime: UNKNOWN,
  readAt: null,
  unknownFacts: [],
  dropped: 0,
  calls: 0,
  throttles: 0,
  durationMs: 0,
} as const satisfies Partial<AccountOutcome>;

/** Everything that one run learnt about one account. */
export interface Part {
  readonly outcome: AccountOutcome;
  /** Sorted by the UTF-8 bytes of the name. */
  readonly users: readonly User[];
}
