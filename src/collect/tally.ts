import { type FactName, type PublishedFact, publishedFacts } from '../model/facts.ts';
import { isUnknown, type Knowable } from '../model/knowable.ts';
import { unknownFactsOfUser } from '../model/unknown-facts.ts';
import type { User } from '../model/user.ts';

/** What was read of one account, as far as a gap in it can be seen. */
export interface AccountFacts {
  readonly users: readonly User[];
  readonly alias: Knowable<unknown>;
  readonly credentialReportTime: Knowable<unknown>;
  readonly summary: Knowable<unknown>;
}

/** The facts that were asked for and are unknown of the account or of any of its users. */
export function unknownFactsOf(
  { users, alias, credentialReportTime, summary }: AccountFacts,
  asked: ReadonlySet<FactName>,
): readonly PublishedFact[] {
  const unknown = new Set<FactName>(users.flatMap(unknownFactsOfUser));
  if (isUnknown(alias)) unknown.add('alias');
  if (isUnknown(credentialReportTime)) unknown.add('credentialReportTime');
  if (isUnknown(summary)) unknown.add('summary');
  return publishedFacts([...unknown].filter((fact) => asked.has(fact) || fact === 'summary'));
}

/** How many access keys the users have; `null` if that is unknown of any of them. */
export function countKeys(users: readonly User[]): number | null {
  let count = 0;
  for (const { accessKeys } of users) {
    if (isUnknown(accessKeys)) return null;
    count += accessKeys.length;
  }
  return count;
}
