import { type Knowable, UNKNOWN } from '../../src/model/knowable.ts';
import type { AccountOutcome, Part } from '../../src/model/part.ts';
import type { AccessKey, AccessKeyUse, Password, User } from '../../src/model/user.ts';

/** A user without any credential; `facts` replaces what matters to a test. */
export function aUser(facts: Partial<User> = {}): User {
  const userName = facts.userName ?? 'ana';
  return {
    userId: `AIDA${userName.toUpperCase()}`,
    userName,
    arn: `arn:aws:iam::111111111111:user/${userName}`,
    path: '/',
    createdAt: '2026-01-10T08:00:00Z',
    tags: [],
    groups: [],
    lastSignInAt: null,
    password: null,
    mfaActive: false,
    accessKeys: [],
    signingCertificates: [],
    policies: { attached: [], inline: [], permissionsBoundary: null },
    mfaDevices: [],
    sshPublicKeys: [],
    serviceSpecificCredentials: [],
    ...facts,
  };
}

/** An active access key that was never used. */
export function anAccessKey(facts: Partial<AccessKey> = {}): AccessKey {
  return {
    id: 'AKIA0000000000000001',
    status: 'Active',
    createdAt: '2026-02-01T00:00:00Z',
    lastUse: null,
    ...facts,
  };
}

/** A use of Amazon EC2. */
export function aUse(at: string, facts: Partial<AccessKeyUse> = {}): AccessKeyUse {
  return { at, service: 'ec2', region: 'eu-central-1', ...facts };
}

/** A password as the credential report tells of it. */
export function aPassword(
  lastChangedAt: Knowable<string>,
  facts: Partial<Password> = {},
): Password {
  return { agesFrom: lastChangedAt, lastChangedAt, nextRotationAt: null, ...facts };
}

/** The outcome of an account that was read to the end. */
export function anOutcome(facts: Partial<AccountOutcome> = {}): AccountOutcome {
  return {
    accountId: '111111111111',
    accountAlias: 'acme-dev',
    outcome: 'collected',
    users: 0,
    accessKeys: 0,
    summaryUsers: 0,
    countVerified: true,
    rootAccessKeys: 0,
    rootMfa: true,
    rootPassword: true,
    credentialReportTime: '2026-03-01T11:00:00Z',
    readAt: '2026-03-01T12:00:05Z',
    unknownFacts: [],
    errors: [],
    dropped: 0,
    calls: 8,
    throttles: 0,
    durationMs: 900,
    ...facts,
  };
}

/** A part whose outcome counts its users. */
export function aPart(users: readonly User[], facts: Partial<AccountOutcome> = {}): Part {
  return { outcome: anOutcome({ users: users.length, ...facts }), users };
}

/** A user of whom nothing but the identity could be read. */
export function anUnreadUser(facts: Partial<User> = {}): User {
  return aUser({
    tags: UNKNOWN,
    groups: UNKNOWN,
    lastSignInAt: UNKNOWN,
    password: UNKNOWN,
    mfaActive: UNKNOWN,
    accessKeys: UNKNOWN,
    signingCertificates: UNKNOWN,
    policies: UNKNOWN,
    mfaDevices: UNKNOWN,
    sshPublicKeys: UNKNOWN,
    serviceSpecificCredentials: UNKNOWN,
    ...facts,
  });
}
