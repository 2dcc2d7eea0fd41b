/** An account as AWS Organizations lists it. */
export interface OrganizationAccount {
  readonly accountId: string;
  /** Free text that may hold newlines, quotes and formulas; `null` if not asked for. */
  readonly accountName: string | null;
  /** `ACTIVE`, `PENDING_CLOSURE`, `SUSPENDED`, …; `null` if AWS did not say. */
  readonly state: string | null;
  /** Ids from the root to the parent, such as `r-ab12/ou-ab12-11111111`; `null` if AWS did not say. */
  readonly organizationalUnitPath: string | null;
  /** Names from the root to the parent; left out unless asked for. */
  readonly organizationalUnitNames?: readonly string[];
}

/**
 * What has to be known of where accounts are in the organization: nothing beyond what the list of
 * accounts happens to tell, the ids of their organizational units in any case, or also their names.
 */
export type OrganizationNeed = 'nothing' | 'path' | 'names';
