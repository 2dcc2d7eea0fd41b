import type { Instant } from './instant.ts';
import type { Knowable } from './knowable.ts';

/** One IAM user as one run learnt of it. What the run did not ask for is `UNKNOWN` and not shown. */
export interface User {
  /** Never used again after the user is deleted, unlike the name: `AIDA…`. */
  readonly userId: string;
  readonly userName: string;
  readonly arn: string;
  readonly path: string;
  readonly createdAt: Instant;
  /** Sorted by key. */
  readonly tags: Knowable<readonly Tag[]>;
  /** Names, sorted. */
  readonly groups: Knowable<readonly string[]>;
  /** When the console password was last used; stays after the password is deleted. */
  readonly lastSignInAt: Knowable<Instant | null>;
  /** `null`: the user has no console password. */
  readonly password: Knowable<Password | null>;
  readonly mfaActive: Knowable<boolean>;
  /** Ordered for display: Active, Inactive, Expired; then oldest first; then by id. */
  readonly accessKeys: Knowable<readonly AccessKey[]>;
  /** Sorted by id. */
  readonly signingCertificates: Knowable<readonly SigningCertificate[]>;
  readonly policies: Knowable<UserPolicies>;
  readonly mfaDevices: Knowable<readonly MfaDevice[]>;
  readonly sshPublicKeys: Knowable<readonly SshPublicKey[]>;
  readonly serviceSpecificCredentials: Knowable<readonly ServiceSpecificCredential[]>;
}

/** A list and not an object: `__proto__` is a valid tag key. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface Password {
  /** From when its age in whole days counts: the last change, or the creation of one of today. */
  readonly agesFrom: Knowable<Instant>;
  /** To the second, as only the credential report tells. */
  readonly lastChangedAt: Knowable<Instant>;
  /** When it has to be changed; `null`: passwords of the account do not expire. */
  readonly nextRotationAt: Knowable<Instant | null>;
}

export type AccessKeyStatus = 'Active' | 'Inactive' | 'Expired';

export interface AccessKey {
  /** Unknown where the report shows a key that was not listed. */
  readonly id: Knowable<string>;
  /** Unknown: Inactive or Expired, which the report does not tell apart; in any case not active. */
  readonly status: Knowable<AccessKeyStatus>;
  readonly createdAt: Instant;
  /** `null`: never used, as far as AWS has kept track (since 2015-04-22). */
  readonly lastUse: Knowable<AccessKeyUse | null>;
}

export interface AccessKeyUse {
  readonly at: Instant;
  /** Such as `s3`; `null` if AWS does not tell. */
  readonly service: string | null;
  /** `null`: the service has no regions, as IAM and Amazon S3 have none here. */
  readonly region: string | null;
}

export interface SigningCertificate {
  readonly id: string;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly uploadedAt: Instant;
}

/** What is attached to the user itself, not to its groups. */
export interface UserPolicies {
  /** ARNs of managed policies. */
  readonly attached: readonly string[];
  /** Names of inline policies. */
  readonly inline: readonly string[];
  /** ARN of the managed policy; `null`: no boundary. */
  readonly permissionsBoundary: string | null;
}

export interface MfaDevice {
  /** Tells the kind too. */
  readonly serialNumber: string;
  readonly enabledAt: Instant;
}

/** The key itself is left where it is. */
export interface SshPublicKey {
  readonly id: string;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly uploadedAt: Instant;
}

/** Such as an API key of Amazon Bedrock or the password of a Git user of CodeCommit. */
export interface ServiceSpecificCredential {
  readonly id: string;
  /** Such as `codecommit.amazonaws.com`. */
  readonly serviceName: string;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly createdAt: Instant;
  /** `null`: never. */
  readonly expiresAt: Instant | null;
}
