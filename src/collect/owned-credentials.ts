import { isUnknown, type Knowable, mapKnown, UNKNOWN } from '../model/knowable.ts';
import { compareText } from '../model/text-order.ts';
import type { ServiceSpecificCredential } from '../model/user.ts';
import type { ListedCredential, UserIdentity } from '../ports.ts';
import type { UserLists } from './user-lists.ts';

/** The service-specific credentials of all users, by the name that the list has. */
export type CredentialsByName = Knowable<ReadonlyMap<string, readonly ListedCredential[]>>;

/**
 * Those of one user. The list has names only: what is older than the user was that of another user of
 * the name, deleted since.
 */
export function ownCredentials(
  { userName, createdAt: bornAt }: Pick<UserIdentity, 'userName' | 'createdAt'>,
  credentials: CredentialsByName,
): Knowable<readonly ServiceSpecificCredential[]> {
  return mapKnown(credentials, (byName) =>
    (byName.get(userName) ?? [])
      .filter(({ createdAt }) => createdAt >= bornAt)
      .map(({ id, serviceName, status, createdAt, expiresAt }) => {
        return { id, serviceName, status, createdAt, expiresAt };
      })
      .sort((left, right) => compareText(left.id, right.id)),
  );
}

/** Credentials without an owner could be anyone's, so that nobody's are known. */
export function byUserName(lists: UserLists): CredentialsByName {
  if (ownerless(lists).length > 0) return UNKNOWN;
  return mapKnown(lists.credentials, (credentials) => {
    const byName = new Map<string, ListedCredential[]>();
    for (const credential of credentials) {
      byName.set(credential.userName, [...(byName.get(credential.userName) ?? []), credential]);
    }
    return byName;
  });
}

/** Names in the list of credentials that no user has: somebody was renamed or deleted just now. */
export function ownerless({ users, credentials }: UserLists): readonly string[] {
  if (isUnknown(credentials)) return [];
  const names = new Set([...users.values()].map(({ identity }) => identity.userName));
  return credentials.map(({ userName }) => userName).filter((name) => !names.has(name));
}
