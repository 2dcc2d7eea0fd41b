import type { FactName } from './facts.ts';
import { isUnknown } from './knowable.ts';
import type { AccessKey, User } from './user.ts';

/** Facts about a user, not about the account. Who the users are is known, or the account failed. */
export type UserFact = Exclude<FactName, 'identity' | 'alias' | 'credentialReportTime' | 'summary'>;

/** The facts of which something is unknown of the user, whether it was asked for or not. */
export function unknownFactsOfUser(user: User): readonly UserFact[] {
  return USER_FACTS.filter((fact) => IS_UNKNOWN[fact](user));
}

const IS_UNKNOWN: Readonly<Record<UserFact, (user: User) => boolean>> = {
  tags: ({ tags }) => isUnknown(tags),
  groups: ({ groups }) => isUnknown(groups),
  policies: ({ policies }) => isUnknown(policies),
  signIn: ({ lastSignInAt }) => isUnknown(lastSignInAt),
  password: ({ password }) => isUnknown(password),
  passwordAge: ({ password }) => isUnknown(password) || isUnknown(password?.agesFrom),
  passwordDates: ({ password }) =>
    isUnknown(password) ||
    isUnknown(password?.lastChangedAt) ||
    isUnknown(password?.nextRotationAt),
  mfa: ({ mfaActive }) => isUnknown(mfaActive),
  mfaDevices: ({ mfaDevices }) => isUnknown(mfaDevices),
  accessKeys: (user) => hasUnknownKey(user, ({ id }) => id),
  accessKeyDates: ({ accessKeys }) => isUnknown(accessKeys),
  accessKeyStatus: (user) => hasUnknownKey(user, ({ status }) => status),
  accessKeyLastUse: (user) => hasUnknownKey(user, ({ lastUse }) => lastUse),
  signingCertificates: ({ signingCertificates }) => isUnknown(signingCertificates),
  sshPublicKeys: ({ sshPublicKeys }) => isUnknown(sshPublicKeys),
  serviceSpecificCredentials: (user) => isUnknown(user.serviceSpecificCredentials),
};

const USER_FACTS = Object.keys(IS_UNKNOWN) as readonly UserFact[];

function hasUnknownKey({ accessKeys }: User, field: (key: AccessKey) => unknown): boolean {
  return isUnknown(accessKeys) || accessKeys.some((key) => isUnknown(field(key)));
}
