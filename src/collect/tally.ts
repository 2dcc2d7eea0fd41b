import { FACTS, type FactName } from '../model/facts.ts';
import { isUnknown, type Knowable } from '../model/knowable.ts';
import { unknownFactsOfUser } from '../model/unknown-facts.ts';
import type { User } from '../model/user.ts';

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
  const unknown = new Set<FactName>(users.flatMap(unknownFactsOfUser));
  if (isUnknown(alias)) unknown.add('alias');
  if (isUnknown(summary)) unknown.add('summary');
  return FACTS.filter((fact) => unknown.has(fact) && (asked.has(fact) || fact === 'summary'));
}

/** The number of access keys that are known to exist. */
export function countKeys(users: readonly User[]): number {
  return users.reduce(
    (sum, { accessKeys }) => sum + (isUnknown(accessKeys) ? 0 : accessKeys.length),
    0,
  );
}
