import type { Account } from './account.ts';

/** All that is true of one simulated organization. What a client ought to find derives from this. */
export interface Organization {
  readonly seed: string;
  /** `o-…` */
  readonly id: string;
  /** `r-…` */
  readonly rootId: string;
  readonly partition: 'aws';
  readonly managementAccountId: string;
  /** Member accounts that may read AWS Organizations. */
  readonly delegatedAdministrators: readonly string[];
  readonly organizationalUnits: readonly OrganizationalUnit[];
  /** In the order in which AWS Organizations lists them, which is no order. */
  readonly accounts: readonly Account[];
  readonly caller: Caller;
  /** The role that the caller assumes in each account. */
  readonly roleName: string;
  /** What the trust policies demand as `sts:ExternalId`; `null` if nothing. */
  readonly externalId: string | null;
}

export interface OrganizationalUnit {
  readonly id: string;
  readonly name: string;
  /** Another unit or the root. */
  readonly parentId: string;
}

/** Who runs the client: a session of a role, whose credentials do not expire, for convenience. */
export interface Caller {
  readonly accountId: string;
  readonly roleName: string;
  readonly sessionName: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}
