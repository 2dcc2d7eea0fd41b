import { iamId } from '../identifiers.ts';
import { Random } from '../random.ts';
import { daysBefore, type Timestamp } from '../timestamp.ts';
import type { AccessKey, User } from '../user.ts';

/** Where and when a hand-shaped user lives. */
export interface Place {
  readonly accountId: string;
  readonly now: Timestamp;
}

/** A user of whom only what matters is said; the rest is none, and the user a year old. */
export function handMadeUser(
  { accountId, now }: Place,
  said: Partial<Omit<User, 'arn' | 'id'>> & Pick<User, 'name'>,
): User {
  const path = said.path ?? '/';
  return {
    createdAt: daysBefore(now, 365),
    tags: [],
    groups: [],
    attachedPolicies: [],
    inlinePolicies: [],
    permissionsBoundary: null,
    password: null,
    deletedPasswordLastUsedAt: null,
    mfaDevices: [],
    accessKeys: [],
    signingCertificates: [],
    sshPublicKeys: [],
    serviceSpecificCredentials: [],
    ...said,
    path,
    id: iamId(new Random(`demo/${accountId}/${said.name}`), 'AIDA'),
    arn: `arn:aws:iam::${accountId}:user${path}${said.name}`,
  };
}

/** An access key whose id depends on a word only. */
export function handMadeKey(
  word: string,
  said: Omit<AccessKey, 'id' | 'deactivatedAt'>,
): AccessKey {
  return { deactivatedAt: null, ...said, id: iamId(new Random(`demo/key/${word}`), 'AKIA') };
}
