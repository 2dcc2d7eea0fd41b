import { generateAccessKeys } from './access-key-generator.ts';
import {
  generateBedrockApiKey,
  generateCertificate,
  generateCodeCommitCredential,
  generateMfaDevice,
  generatePassword,
  generateSshPublicKey,
  type Owner,
} from './credential-generator.ts';
import { iamId } from './identifiers.ts';
import { userName, userPath, userTags } from './names.ts';
import type { Random } from './random.ts';
import { between, DAY_SECONDS, HOUR_SECONDS, secondsBefore, type Timestamp } from './timestamp.ts';
import type { User } from './user.ts';

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
  /** Of those with two access keys. */
  readonly keysOfOneSecond: number;
  readonly password: number;
  readonly mfa: number;
  readonly signingCertificates: number;
  readonly sshPublicKeys: number;
  readonly serviceSpecificCredentials: number;
}

/** One user. Everything about it happened between its creation and `now`. */
export function generateUser(random: Random, setting: UserSetting, number: number): User {
  const createdAt = secondsBefore(setting.now, random.integer(HOUR_SECONDS, FIVE_YEARS_SECONDS));
  return random.chance(BEDROCK_SHARE)
    ? generateBedrockUser(random, setting, { number, createdAt })
    : generatePerson(random, setting, { number, createdAt });
}

const FIVE_YEARS_SECONDS = 5 * 365 * DAY_SECONDS;
const BEDROCK_SHARE = 0.01;

interface Birth {
  readonly number: number;
  readonly createdAt: Timestamp;
}

/** The console makes a user `BedrockAPIKey-…` for each long-term API key of Amazon Bedrock. */
function generateBedrockUser(random: Random, setting: UserSetting, birth: Birth): User {
  const name = `BedrockAPIKey-${random.text('abcdefgh0123456789', 4)}${birth.number}`;
  const owner = { ...setting, name, createdAt: birth.createdAt };
  return {
    ...generateIdentity(random, owner, '/'),
    password: null,
    deletedPasswordLastUsedAt: null,
    mfaDevices: [],
    accessKeys: [],
    signingCertificates: [],
    sshPublicKeys: [],
    serviceSpecificCredentials: [generateBedrockApiKey(random, owner)],
  };
}

function generatePerson(random: Random, setting: UserSetting, birth: Birth): User {
  const { shares, now } = setting;
  const { createdAt } = birth;
  const owner = { ...setting, name: userName(random, birth.number), createdAt };
  const optional = <T>(share: number, make: () => readonly T[]): readonly T[] =>
    random.chance(share) ? make() : [];
  const password = random.chance(shares.password) ? generatePassword(random, owner) : null;
  const hadPassword = password === null && random.chance(0.1);
  return {
    ...generateIdentity(random, owner, userPath(random)),
    password,
    deletedPasswordLastUsedAt: hadPassword ? between(random, createdAt, now) : null,
    mfaDevices: optional(shares.mfa, () => [generateMfaDevice(random, owner)]),
    accessKeys: optional(shares.accessKeys, () =>
      generateAccessKeys(random, {
        from: createdAt,
        now,
        keysOfOneSecond: shares.keysOfOneSecond,
      }),
    ),
    signingCertificates: optional(shares.signingCertificates, () =>
      oneOrTwo(random, () => generateCertificate(random, owner)),
    ),
    sshPublicKeys: optional(shares.sshPublicKeys, () =>
      oneOrTwo(random, () => generateSshPublicKey(random, owner)),
    ),
    serviceSpecificCredentials: optional(shares.serviceSpecificCredentials, () => [
      generateCodeCommitCredential(random, owner),
    ]),
  };
}

type Identity = Pick<
  User,
  | 'id'
  | 'name'
  | 'path'
  | 'arn'
  | 'createdAt'
  | 'tags'
  | 'groups'
  | 'attachedPolicies'
  | 'inlinePolicies'
  | 'permissionsBoundary'
>;

function generateIdentity(random: Random, owner: Owner & UserSetting, path: string): Identity {
  const { accountId, name, createdAt, groupNames } = owner;
  return {
    id: iamId(random, 'AIDA'),
    name,
    path,
    arn: `arn:aws:iam::${accountId}:user${path}${name}`,
    createdAt,
    tags: userTags(random),
    groups: groupNames.filter(() => random.chance(0.3)),
    attachedPolicies: random.chance(0.2) ? [READ_ONLY] : [],
    inlinePolicies: random.chance(0.05) ? [INLINE] : [],
    permissionsBoundary: random.chance(0.05) ? 'arn:aws:iam::aws:policy/PowerUserAccess' : null,
  };
}

const READ_ONLY = { name: 'ReadOnlyAccess', arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };
const INLINE = {
  name: 'own-objects',
  document:
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}',
};

function oneOrTwo<T>(random: Random, make: () => T): readonly T[] {
  return Array.from({ length: random.integer(1, 2) }, make);
}
