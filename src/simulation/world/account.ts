import type { PolicyDocument } from '../policy/document.ts';
import type { Timestamp } from './timestamp.ts';
import type { AttachedPolicy, User } from './user.ts';

/**
 * An AWS account. What can change while the simulation runs is not `readonly`; it is changed
 * through the simulation only, so that what was derived from it is forgotten.
 */
export interface Account {
  readonly id: string;
  /** Any text of 1 to 128 characters: newlines, quotes and formulas too. */
  readonly name: string;
  readonly email: string;
  state: AccountState;
  readonly joinedMethod: 'CREATED' | 'INVITED';
  readonly joinedAt: Timestamp;
  /** Ids from the root to the parent: `r-ab12/ou-ab12-11111111`. */
  readonly organizationalUnitPath: string;
  alias: string | null;
  readonly root: RootCredentials;
  roles: readonly Role[];
  readonly groups: readonly Group[];
  /** Sorted by name without regard to case, as IAM lists them. */
  users: readonly User[];
  readonly serviceControlPolicies: readonly PolicyDocument[];
  report: ReportTruth;
}

export type AccountState =
  | 'PENDING_ACTIVATION'
  | 'ACTIVE'
  | 'SUSPENDED'
  | 'PENDING_CLOSURE'
  | 'CLOSED';

export interface RootCredentials {
  readonly createdAt: Timestamp;
  readonly passwordLastUsedAt: Timestamp | null;
  /** `null`: the root user has no password, as in a new member account. */
  readonly passwordChangedAt: Timestamp | null;
  readonly mfa: boolean;
  /** Creation of each access key of the root user. */
  readonly accessKeysCreatedAt: readonly Timestamp[];
}

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly maximumSessionSeconds: number;
  readonly trustPolicy: PolicyDocument;
  readonly policies: readonly PolicyDocument[];
  readonly attachedPolicies: readonly AttachedPolicy[];
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly createdAt: Timestamp;
}

/** How the account's credential report looks, and whether somebody has asked for one before. */
export interface ReportTruth {
  readonly style: ReportStyle;
  /** A report that exists from the beginning; `null`: none. */
  readonly existing: ExistingReport | null;
}

export interface ExistingReport {
  readonly generatedAt: Timestamp;
  /** Users in the report that have been deleted since. */
  readonly ghosts: readonly User[];
}

/** What differs between captures of real reports, or is not documented. */
export interface ReportStyle {
  readonly trueText: 'true' | 'TRUE';
  readonly dates: 'Z' | '+00:00';
  /** Whether the 23rd column `additional_credentials_info` is there. */
  readonly additionalColumn: boolean;
  /** Whether a field with a comma or a quote is quoted. */
  readonly quoting: 'rfc4180' | 'none';
  readonly slotOrder: 'by id' | 'active first' | 'newest first';
  /** Older reports say `not_supported` where newer ones have the root user's password. */
  readonly rootPassword: 'told' | 'not_supported';
}
