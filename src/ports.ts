import type { OrganizationAccount, OrganizationNeed } from './model/account.ts';
import type { Instant } from './model/instant.ts';
import type { ListedAccessKey } from './model/join-access-keys.ts';
import type {
  AccessKeyUse,
  MfaDevice,
  ServiceSpecificCredential,
  SigningCertificate,
  SshPublicKey,
  Tag,
  UserPolicies,
} from './model/user.ts';

/** The clock of the run. Pure code never asks for the time; it is told. */
export interface Clock {
  readonly now: () => Date;
  /** Rejects with the signal's reason when it is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Who is running the collection. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, …: role ARNs are built with it. */
  readonly partition: string;
}

/** How AWS has held a run back. */
export interface Throttling {
  /** Requests that were refused for their rate, each of which was repeated. */
  readonly throttles: number;
  /** What came of it; `null`: nothing got slower. */
  readonly slowdown: Slowdown | null;
}

export interface Slowdown {
  /** At the place where requests had to wait longest, while they had to. */
  readonly callsPerSecond: number;
  /** How many accounts were read more slowly; `null`: all of them together. */
  readonly accounts: number | null;
}

/** AWS Organizations. Every method rejects with a `CollectorError`. */
export interface OrganizationDirectory {
  /** Every account of the organization, in any state, and the id of the organization. */
  listAccounts(options: ListingOptions, signal: AbortSignal): Promise<OrganizationListing>;
}

export interface ListingOptions {
  /**
   * Where the list does not tell the `path` of an account the tree is walked, at one call or two
   * for each unit; for `names` it always is.
   */
  readonly need: OrganizationNeed;
}

export interface OrganizationListing {
  /** `o-…`; `null` if AWS did not say. */
  readonly organizationId: string | null;
  readonly accounts: readonly OrganizationAccount[];
}

/** Opens accounts. */
export interface AccountAccess {
  /** Rejects with a `CollectorError` if the role cannot be assumed. */
  open(account: AccountToOpen, signal: AbortSignal): Promise<IamReader>;
}

/** Opens accounts to find out what may be done in them. */
export interface AccountTrials {
  /** Rejects with a `CollectorError` if the role cannot be assumed. */
  open(account: AccountToOpen, signal: AbortSignal): Promise<AccountTrial>;
}

export interface AccountTrial {
  /** Its lists are their first few items: nothing is to be known but whether they can be had. */
  readonly reader: IamReader;
  /** `caller`: the caller's own account, where the role cannot be assumed. */
  readonly access: 'role' | 'caller';
}

export interface AccountToOpen {
  readonly accountId: string;
  /** Becomes part of the role session's name, which CloudTrail shows. */
  readonly runId: string;
  /** Hears of every request about the account, the assumption of the role included. */
  readonly onRequest: (wasThrottled: boolean) => void;
}

/**
 * IAM in one account. Every list is complete: paging is done inside. Every method rejects with a
 * `CollectorError`, or with the reason of the signal that the account was opened with.
 */
export interface IamReader {
  readonly generateCredentialReport: () => Promise<ReportState>;
  readonly getCredentialReport: () => Promise<CredentialReportAnswer>;
  /** GetAccountAuthorizationDetails with the filter `User`. */
  readonly listUserDetails: () => Promise<readonly UserDetail[]>;
  readonly listUsers: () => Promise<readonly ListedUser[]>;
  /** `null`: no such user. So for all methods that take a user name. */
  readonly listUserTags: (userName: string) => Promise<readonly Tag[] | null>;
  readonly listGroupsForUser: (userName: string) => Promise<readonly string[] | null>;
  readonly listAccessKeys: (userName: string) => Promise<readonly ListedAccessKey[] | null>;
  /** The key's last use; `{ lastUse: null }` if never used. `null`: no such key. */
  readonly getAccessKeyLastUsed: (accessKeyId: string) => Promise<AccessKeyLastUsed | null>;
  readonly getLoginProfile: (userName: string) => Promise<LoginProfile | null>;
  readonly listMfaDevices: (userName: string) => Promise<readonly MfaDevice[] | null>;
  readonly listSigningCertificates: (
    userName: string,
  ) => Promise<readonly SigningCertificate[] | null>;
  readonly listSshPublicKeys: (userName: string) => Promise<readonly SshPublicKey[] | null>;
  /** Those of all users. */
  readonly listServiceSpecificCredentials: () => Promise<readonly ListedCredential[]>;
  /** `null`: the account has no alias. */
  readonly getAccountAlias: () => Promise<string | null>;
  readonly getAccountSummary: () => Promise<AccountSummary>;
}

/** `LIMITED`: AWS has no capacity for another report at the moment. */
export type ReportState = 'STARTED' | 'INPROGRESS' | 'COMPLETE' | 'LIMITED';

export type CredentialReportAnswer =
  | { readonly state: 'READY'; readonly content: string; readonly generatedAt: Instant }
  | { readonly state: 'NOT_PRESENT' | 'EXPIRED' | 'IN_PROGRESS' };

/** A user as GetAccountAuthorizationDetails shows it. */
export interface UserDetail extends UserIdentity {
  readonly tags: readonly Tag[];
  readonly groups: readonly string[];
  readonly policies: UserPolicies;
}

/** A user as ListUsers shows it. */
export interface ListedUser extends UserIdentity {
  readonly passwordLastUsedAt: Instant | null;
}

export interface UserIdentity {
  readonly userId: string;
  readonly userName: string;
  readonly arn: string;
  readonly path: string;
  readonly createdAt: Instant;
}

export interface AccessKeyLastUsed {
  readonly lastUse: AccessKeyUse | null;
}

export interface ListedCredential extends ServiceSpecificCredential {
  readonly userName: string;
}

export interface LoginProfile {
  /** Of the first password, later changes do not show here; `null`: no console password. */
  readonly createdAt: Instant | null;
}

export interface AccountSummary {
  readonly users: number;
  /** Of the root user; `null`: IAM did not say. */
  readonly rootAccessKeys: number | null;
  readonly rootMfa: boolean | null;
  readonly rootPassword: boolean | null;
}

/**
 * A place for named objects: a directory, or a bucket under a prefix. Names use `/`. Every method
 * rejects with a `CollectorError` (`BUCKET_MISSING`, `STORE_ACCESS_DENIED`, `STORE_FAILED`,
 * `ENDPOINT_UNREACHABLE`, or one of the credential errors) that names the object's full location.
 */
export interface Store {
  /** What a person can find it by: an absolute path, or `s3://bucket/prefix`. */
  readonly location: string;
  /** The full location of one object, for messages. */
  locationOf(name: string): string;
  /** `null`: there is no such object. */
  read(name: string): Promise<StoredObject | null>;
  /** Writes all or nothing, replacing what was there. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /**
   * Writes only if the object is still the one that was read: `version` as `read` gave it, `null`
   * for "does not exist". Resolves to `false` if it is not.
   */
  replace(name: string, bytes: Uint8Array, version: string | null): Promise<boolean>;
  /** The names below `prefix`, in order. */
  list(prefix: string): AsyncIterable<string>;
  /** Begins an object that nobody sees before it is published under a name. */
  draft(): Promise<Draft>;
  /** Resolves if an object could be written under the name. Leaves everything as it is. */
  tryToWrite(name: string): Promise<void>;
}

export interface StoredObject {
  readonly bytes: Uint8Array;
  /** Opaque: what `replace` takes. */
  readonly version: string;
}

/** An object in the making. */
export interface Draft {
  append(text: string): Promise<void>;
  /**
   * Publishes what was appended, never overwriting. `taken`: another run's object has the name,
   * and the draft can be published under another. An object that this run itself put there by an
   * earlier attempt (same run id, same checksum) counts as `created`.
   */
  publishAs(name: string, runId: string): Promise<'created' | 'taken'>;
  /** Of what was appended so far. */
  digest(): DraftDigest;
  /** Frees what the draft holds. To be called in any case, published or not. */
  discard(): Promise<void>;
}

export interface DraftDigest {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}
