import { FACTS, type FactName } from '../model/facts.ts';
import { isUnknown, type Knowable } from '../model/knowable.ts';
import type { AccessKey, User } from '../model/user.ts';

/** What was read of one account, as far as a gap in it can be seen. */
export interface AccountFacts {
  readonly users: readonly User[];
  readonly alias: Knowable<unknown>;
  readonly summary: Knowable<unknown>;
}

/** The facts that were asked for and are unknown of the account or of any of its users. */
export function unknownFactsOf(
  { users, alias, summary }: AccountFacts,
  asked: ReadonlySet<FactName>,
): readonly FactName[] {
  const isGap: Record<FactName, boolean> = {
    identity: users.some(({ tags, groups }) => isUnknown(tags) || isUnknown(groups)),
    signIn: users.some(({ lastSignInAt }) => isUnknown(lastSignInAt)),
    password: users.some(
      ({ password }) => isUnknown(password) || isUnknown(password?.lastChangedAt),
    ),
    mfa: users.some(({ mfaActive }) => isUnknown(mfaActive)),
    accessKeys: users.some((user) => hasUnknownKey(user, ({ id }) => id)),
    accessKeyLastUse: users.some((user) => hasUnknownKey(user, ({ lastUsedAt }) => lastUsedAt)),
    signingCertificates: users.some(({ signingCertificates }) => isUnknown(signingCertificates)),
    alias: isUnknown(alias),
    summary: isUnknown(summary),
  };
  return FACTS.filter((fact) => isGap[fact] && (asked.has(fact) || fact === 'summary'));
}

/** The number of access keys that are known to exist. */
export function countKeys(users: readonly User[]): number {
  return users.reduce(
    (sum, { accessKeys }) => sum + (isUnknown(accessKeys) ? 0 : accessKeys.length),
    0,
  );
}

function hasUnknownKey({ accessKeys }: User, field: (key: AccessKey) => unknown): boolean {
  return isUnknown(accessKeys) || accessKeys.some((key) => isUnknown(field(key)));
}
