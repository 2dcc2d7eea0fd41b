import { generateAccessKeys } from './access-key-generator.ts';
import { certificateBody, iamId } from './identifiers.ts';
import { userName, userPath, userTags } from './names.ts';
import type { Random } from './random.ts';
import { between, daysBefore, secondsBefore, type Timestamp } from './timestamp.ts';
import type {
  ConsolePassword,
  MfaDevice,
  ServiceSpecificCredential,
  SigningCertificate,
  SshPublicKey,
  User,
} from './user.ts';

/** What is common to the users of one account. */
export interface UserSetting {
  readonly accountId: string;
  /** The newest instant that anything carries. */
  readonly now: Timestamp;
  readonly groupNames: readonly string[];
  readonly shares: UserShares;
}

/** How many of a hundred users have what, as numbers from 0 to 1. */
export interface UserShares {
  readonly accessKeys: number;
  readonly password: number;
  readonly mfa: number;
  readonly signingCertificates: number;
  readonly sshPublicKeys: number;
  readonly serviceSpecificCredentials: number;
}

/** One user. Everything about it happened between its creation and `now`. */
export function generateUser(random: Random, setting: UserSetting, number: number): User {
  const { shares, now, accountId } = setting;
  const bedrock = random.chance(BEDROCK_SHARE);
  const name = bedrock
    ? `BedrockAPIKey-${random.text('abcdefgh0123456789', 4)}${number}`
    : userName(random, number);
  const path = bedrock ? '/' : userPath(random);
  const createdAt = secondsBefore(now, random.integer(HOUR, FIVE_YEARS));
  const has = (share: number): boolean => !bedrock && random.chance(share);
  const password = has(shares.password) ? generatePassword(random, createdAt, now) : null;
  return {
    id: iamId(random, 'AIDA'),
    name,
    path,
    arn: `arn:aws:iam::${accountId}:user${path}${name}`,
    createdAt,
    tags: userTags(random),
    groups: setting.groupNames.filter(() => random.chance(0.3)),
    attachedPolicies: random.chance(0.2) ? [READ_ONLY] : [],
    inlinePolicies: random.chance(0.05) ? [INLINE] : [],
    permissionsBoundary: random.chance(0.05) ? 'arn:aws:iam::aws:policy/PowerUserAccess' : null,
    password,
    deletedPasswordLastUsedAt:
      password === null && has(0.1) ? between(random, createdAt, now) : null,
    mfaDevices: has(shares.mfa)
      ? [generateMfaDevice(random, { accountId, name, createdAt, now })]
      : [],
    accessKeys: has(shares.accessKeys) ? generateAccessKeys(random, createdAt, now) : [],
    signingCertificates: has(shares.signingCertificates)
      ? some(random, () => generateCertificate(random, createdAt, now))
      : [],
    sshPublicKeys: has(shares.sshPublicKeys)
      ? some(random, () => generateSshPublicKey(random, createdAt, now))
      : [],
    serviceSpecificCredentials:
      bedrock || has(shares.serviceSpecificCredentials)
        ? [generateServiceCredential(random, { bedrock, name, createdAt, now })]
        : [],
  };
}

const HOUR = 3600;
const FIVE_YEARS = 5 * 365 * 86_400;
const BEDROCK_SHARE = 0.01;
const READ_ONLY = { name: 'ReadOnlyAccess', arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };
const INLINE = {
  name: 'own-objects',
  document:
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}',
};

function some<T>(random: Random, make: () => T): readonly T[] {
  return Array.from({ length: random.integer(1, 2) }, make);
}

function generatePassword(
  random: Random,
  userCreatedAt: Timestamp,
  now: Timestamp,
): ConsolePassword {
  const createdAt = between(random, userCreatedAt, now);
  const lastChangedAt = random.chance(0.5) ? createdAt : between(random, createdAt, now);
  return {
    createdAt,
    lastChangedAt,
    lastUsedAt: random.chance(0.25) ? null : between(random, createdAt, now),
    nextRotationAt: random.chance(0.2) ? daysBefore(lastChangedAt, -90) : null,
    resetRequired: random.chance(0.1),
  };
}

interface Owner {
  readonly accountId: string;
  readonly name: string;
  readonly createdAt: Timestamp;
  readonly now: Timestamp;
}

/** The serial number alone tells the kind of a device. */
function generateMfaDevice(random: Random, owner: Owner): MfaDevice {
  const kind = random.pick(['virtual', 'virtual', 'passkey', 'hardware']);
  const iam = `arn:aws:iam::${owner.accountId}`;
  const serialNumbers = {
    virtual: `${iam}:mfa/${owner.name}`,
    passkey: `${iam}:u2f/user/${owner.name}/key-${random.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 26)}`,
    hardware: `GAKT${random.text('0123456789', 8)}`,
  };
  const enabledAt = between(random, owner.createdAt, owner.now);
  return { kind, serialNumber: serialNumbers[kind], enabledAt };
}

function generateCertificate(random: Random, from: Timestamp, now: Timestamp): SigningCertificate {
  return {
    id: random.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 32),
    status: random.chance(0.6) ? 'Active' : 'Inactive',
    uploadedAt: between(random, from, now),
    body: certificateBody(random),
  };
}

function generateSshPublicKey(random: Random, from: Timestamp, now: Timestamp): SshPublicKey {
  return {
    id: iamId(random, 'APKA'),
    status: random.chance(0.7) ? 'Active' : 'Inactive',
    uploadedAt: between(random, from, now),
  };
}

interface CredentialOwner {
  readonly bedrock: boolean;
  readonly name: string;
  readonly createdAt: Timestamp;
  readonly now: Timestamp;
}

/** The console makes a user `BedrockAPIKey-…` for each long-term API key of Amazon Bedrock. */
function generateServiceCredential(
  random: Random,
  owner: CredentialOwner,
): ServiceSpecificCredential {
  const { bedrock, name } = owner;
  return {
    id: iamId(random, 'ACCA'),
    serviceName: bedrock ? 'bedrock.amazonaws.com' : 'codecommit.amazonaws.com',
    status: random.chance(0.8) ? 'Active' : 'Inactive',
    createdAt: bedrock ? owner.createdAt : between(random, owner.createdAt, owner.now),
    expiresAt:
      bedrock && random.chance(0.7) ? daysBefore(owner.now, -random.integer(1, 300)) : null,
    serviceUserName: bedrock ? null : `${name}-at-service`,
    alias: bedrock ? `${name}-key` : null,
  };
}
