import type { Timestamp } from './timestamp.ts';

/** An IAM user and everything it can authenticate with. */
export interface User {
  /** `AIDA…` */
  readonly id: string;
  readonly name: string;
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly arn: string;
  readonly createdAt: Timestamp;
  readonly tags: readonly Tag[];
  /** Names of groups of the account. */
  readonly groups: readonly string[];
  readonly attachedPolicies: readonly AttachedPolicy[];
  readonly inlinePolicies: readonly InlinePolicy[];
  /** ARN of the policy. */
  readonly permissionsBoundary: string | null;
  /** `null`: no console password. */
  readonly password: ConsolePassword | null;
  /** When a password that is deleted by now was last used; ListUsers goes on telling it. */
  readonly deletedPasswordLastUsedAt: Timestamp | null;
  readonly mfaDevices: readonly MfaDevice[];
  /** In the order in which ListAccessKeys lists them. */
  readonly accessKeys: readonly AccessKey[];
  readonly signingCertificates: readonly SigningCertificate[];
  readonly sshPublicKeys: readonly SshPublicKey[];
  readonly serviceSpecificCredentials: readonly ServiceSpecificCredential[];
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface AttachedPolicy {
  readonly name: string;
  readonly arn: string;
}

export interface InlinePolicy {
  readonly name: string;
  /** JSON text. */
  readonly document: string;
}

export interface ConsolePassword {
  /** When the first password was made; a later change does not move it. */
  readonly createdAt: Timestamp;
  readonly lastChangedAt: Timestamp;
  /** `null`: never used. */
  readonly lastUsedAt: Timestamp | null;
  /** `null`: the account has no expiry of passwords. */
  readonly nextRotationAt: Timestamp | null;
  readonly resetRequired: boolean;
}

export interface MfaDevice {
  readonly kind: 'virtual' | 'passkey' | 'hardware';
  readonly serialNumber: string;
  readonly enabledAt: Timestamp;
}

export interface AccessKey {
  /** `AKIA…` */
  readonly id: string;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly createdAt: Timestamp;
  /** When the key ceased to be active, if it matters; a report made before shows it active. */
  readonly deactivatedAt: Timestamp | null;
  /** `null`: never used. */
  readonly lastUse: KeyUse | null;
}

export interface KeyUse {
  readonly at: Timestamp;
  /** Such as `s3`. */
  readonly service: string;
  /** `N/A` for a service that is not regional. */
  readonly region: string;
}

export interface SigningCertificate {
  readonly id: string;
  readonly status: 'Active' | 'Inactive';
  readonly uploadedAt: Timestamp;
  /** PEM text. */
  readonly body: string;
}

export interface SshPublicKey {
  readonly id: string;
  readonly status: 'Active' | 'Inactive';
  readonly uploadedAt: Timestamp;
}

export interface ServiceSpecificCredential {
  readonly id: string;
  /** Such as `codecommit.amazonaws.com` or `bedrock.amazonaws.com`. */
  readonly serviceName: string;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly createdAt: Timestamp;
  /** `null`: never expires. */
  readonly expiresAt: Timestamp | null;
  /** User name for CodeCommit and Keyspaces; `null` for an API key. */
  readonly serviceUserName: string | null;
  /** Alias of an API key; `null` for the others. */
  readonly alias: string | null;
}
