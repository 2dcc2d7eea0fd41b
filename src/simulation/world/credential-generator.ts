import { certificateBody, iamId } from './identifiers.ts';
import type { Random } from './random.ts';
import { between, daysBefore, type Timestamp } from './timestamp.ts';
import type {
  ConsolePassword,
  MfaDevice,
  ServiceSpecificCredential,
  SigningCertificate,
  SshPublicKey,
} from './user.ts';

/** Whose a credential is. Nothing of it is older than its owner or newer than `now`. */
export interface Owner {
  readonly accountId: string;
  readonly name: string;
  readonly createdAt: Timestamp;
  readonly now: Timestamp;
}

export function generatePassword(random: Random, owner: Owner): ConsolePassword {
  const createdAt = between(random, owner.createdAt, owner.now);
  const lastChangedAt = random.chance(0.5) ? createdAt : between(random, createdAt, owner.now);
  return {
    createdAt,
    lastChangedAt,
    lastUsedAt: random.chance(0.25) ? null : between(random, createdAt, owner.now),
    nextRotationAt: random.chance(0.2) ? daysBefore(lastChangedAt, -90) : null,
    resetRequired: random.chance(0.1),
  };
}

/** The serial number alone tells the kind of a device. */
export function generateMfaDevice(random: Random, owner: Owner): MfaDevice {
  const kind = random.pick(['virtual', 'virtual', 'passkey', 'hardware']);
  const iam = `arn:aws:iam::${owner.accountId}`;
  const serialNumbers = {
    virtual: `${iam}:mfa/${owner.name}`,
    passkey: `${iam}:u2f/user/${owner.name}/key-${random.text(BASE32, 26)}`,
    hardware: `GAKT${random.text('0123456789', 8)}`,
  };
  const enabledAt = between(random, owner.createdAt, owner.now);
  return { kind, serialNumber: serialNumbers[kind], enabledAt };
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function generateCertificate(random: Random, owner: Owner): SigningCertificate {
  return {
    id: random.text(BASE32, 32),
    status: random.chance(0.6) ? 'Active' : 'Inactive',
    uploadedAt: between(random, owner.createdAt, owner.now),
    body: certificateBody(random),
  };
}

export function generateSshPublicKey(random: Random, owner: Owner): SshPublicKey {
  return {
    id: iamId(random, 'APKA'),
    status: random.chance(0.7) ? 'Active' : 'Inactive',
    uploadedAt: between(random, owner.createdAt, owner.now),
  };
}

export function generateCodeCommitCredential(
  random: Random,
  owner: Owner,
): ServiceSpecificCredential {
  return {
    id: iamId(random, 'ACCA'),
    serviceName: 'codecommit.amazonaws.com',
    status: random.chance(0.8) ? 'Active' : 'Inactive',
    createdAt: between(random, owner.createdAt, owner.now),
    expiresAt: null,
    serviceUserName: `${owner.name}-at-${owner.accountId}`,
    alias: null,
  };
}

/** A long-term API key, as old as the user that the console made for it. */
export function generateBedrockApiKey(random: Random, owner: Owner): ServiceSpecificCredential {
  return {
    id: iamId(random, 'ACCA'),
    serviceName: 'bedrock.amazonaws.com',
    status: random.chance(0.8) ? 'Active' : 'Inactive',
    createdAt: owner.createdAt,
    expiresAt: random.chance(0.7) ? daysBefore(owner.now, -random.integer(1, 300)) : null,
    serviceUserName: null,
    alias: `${owner.name}-at-${owner.accountId}`,
  };
}
