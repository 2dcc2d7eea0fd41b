import type { ErrorCode } from '../errors.ts';
import type { Freshness } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';
import type { Formats, RowForm } from '../model/result-form.ts';

/**
 * What one run will do, fixed before anything is read: the accounts and the settings that shape
 * the result. Stored as `plan.json`, so that a resumed run gives the bytes of an uninterrupted one.
 */
export interface Plan {
  readonly schemaVersion: 1;
  readonly runId: string;
  readonly parentRunId: string | null;
  /**
   * Who makes the run of many functions, such as the execution of a state machine: anybody else who
   * is asked for the same run leaves it alone. Left out where one process does all.
   */
  readonly claimedBy?: string;
  readonly startedAt: Instant;
  /** The one instant from which every age is computed. */
  readonly collectedAt: Instant;
  /** `o-…`; `null` if it is neither set nor was asked for. */
  readonly organizationId: string | null;
  readonly settings: PlanSettings;
  /** Every account, those that are not read too, sorted by id. */
  readonly accounts: readonly PlannedAccount[];
}

/** A plan without its accounts, for those who read some of very many. */
export type PlanHead = Omit<Plan, 'accounts'>;

export interface PlanSettings {
  readonly roleName: string;
  readonly externalId: string | null;
  readonly freshness: Freshness;
  /** Column names in the order of the file. */
  readonly columns: readonly string[];
  readonly rowForm: RowForm;
  /** In the order of `FORMAT_NAMES`. */
  readonly formats: Formats;
  readonly rawCells: boolean;
  /** Percent of the accounts that must be read for `latest.json` to move. */
  readonly minCoverage: number;
}

export interface PlannedAccount {
  readonly accountId: string;
  readonly accountName: string | null;
  readonly organizationalUnitPath: string | null;
  /** From the root to the parent; left out unless asked for. */
  readonly organizationalUnitNames?: readonly string[];
  readonly state: string | null;
  /** Why the account is not read; `null` if it is. */
  readonly skip: SkipReason | null;
}

export interface SkipReason {
  readonly code: Extract<ErrorCode, 'ACCOUNT_NOT_USABLE' | 'ACCOUNT_EXCLUDED'>;
  /** Such as "state is SUSPENDED" or "in the excluded organizational unit ou-ab12-11111111". */
  readonly reason: string;
}
