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
}

/** A list and not an object: `__proto__` is a valid tag key. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface Password {
  readonly lastChangedAt: Knowable<Instant>;
}

export type AccessKeyStatus = 'Active' | 'Inactive' | 'Expired';

export interface AccessKey {
  /** Unknown where the report shows a key that could not be listed. */
  readonly id: Knowable<string>;
  readonly status: AccessKeyStatus;
  readonly createdAt: Instant;
  /** `null`: never used, as far as AWS has kept track (since 2015-04-22). */
  readonly lastUsedAt: Knowable<Instant | null>;
}

export interface SigningCertificate {
  readonly id: string;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly uploadedAt: Instant;
}
