import { isUnknown, type Knowable } from '../model/knowable.ts';
import type { AccountSummary } from '../ports.ts';
import { type CompletedUser, withoutAnswers } from './complete-user.ts';
import { completeAll, contextOf } from './complete-users.ts';
import { ownCredentials, ownerless } from './owned-credentials.ts';
import { MOMENT_MS } from './pace.ts';
import { inOneListOnly, type ListedTwice, readUserLists, type UserLists } from './user-lists.ts';
import { inOneList, notFound, ownerNotFound } from './user-problems.ts';
import type { AccountLook, UserReading } from './user-reading.ts';

/** How far the users of an account have been read. */
export interface Progress {
  /** The latest. */
  readonly look: AccountLook;
  readonly completed: readonly CompletedUser[];
  /** Users that were seen to come or go, by which their number may differ from IAM's own. */
  readonly changes: number;
  /** Users that were listed and are gone. */
  readonly dropped: number;
  readonly reportHidesKeys: boolean;
}

/**
 * Where the account seems to have changed while it was read (a user in one list only, one that IAM
 * does not find, answers that may be about another user of the name, a number that differs from
 * IAM's own), lists it once more: who is gone is dropped and counted, who has come is added, who is
 * still there stays.
 *
 * @param torn - Ids of users whom only one of the lists has.
 */
export async function lookAgain(
  reading: UserReading,
  progress: Progress,
  torn: readonly string[] = [],
): Promise<Progress> {
  const doubtful = new Set(torn);
  for (const { user, isMissing } of progress.completed) if (isMissing) doubtful.add(user.userId);
  if (doubtful.size === 0 && isQuiet(progress)) return progress;

  await reading.clock.sleep(MOMENT_MS, reading.signal);
  const { reader, log } = reading;
  const { look: first } = progress;
  const [lists, summary] = await Promise.all([
    log.attempt(() => readUserLists(reading, reading.facts)),
    isUnknown(first.summary) ? first.summary : log.attempt(() => reader.getAccountSummary()),
  ]);
  // A second look that sees less than the first cannot say who is gone.
  if (isUnknown(lists) || seesLess(lists, first.lists)) {
    return withoutDoubtfulAnswers(reading, progress);
  }
  const credentials = isUnknown(lists.credentials) ? first.lists.credentials : lists.credentials;
  const second = { ...first, lists: { ...lists, credentials }, summary };
  return compareLooks(reading, progress, second, doubtful);
}

/** Whether the number of users agrees with IAM's own, as far as that is known. */
export function isCountRight(
  users: number,
  summary: Knowable<AccountSummary>,
  changes: number,
): boolean {
  return isUnknown(summary) || Math.abs(users - summary.users) <= changes;
}

function isQuiet({ completed, look: { lists, summary }, changes }: Progress): boolean {
  return (
    !completed.some(({ mayBeAnother }) => mayBeAnother) &&
    ownerless(lists).length === 0 &&
    isCountRight(completed.length, summary, changes)
  );
}

function seesLess(second: UserLists, first: UserLists): boolean {
  const lacksDetails = second.detailsError !== null && first.detailsError === null;
  return lacksDetails || (first.hasListed && !second.hasListed);
}

/** Without a second list, what may be about another user is about nobody. */
async function withoutDoubtfulAnswers(reading: UserReading, progress: Progress): Promise<Progress> {
  const { look, reportHidesKeys } = progress;
  const context = contextOf(reading, look, reportHidesKeys);
  const withoutDoubt = async (one: CompletedUser) => {
    const listed = look.lists.users.get(one.user.userId);
    return one.mayBeAnother && listed !== undefined ? withoutAnswers(listed, context) : one;
  };
  recordOwnerless(reading, look.lists);
  return { ...progress, completed: await Promise.all(progress.completed.map(withoutDoubt)) };
}

/** Takes over users who are not in doubt and have the same name in both looks. */
async function compareLooks(
  reading: UserReading,
  { look: first, completed, changes, dropped, reportHidesKeys }: Progress,
  second: AccountLook,
  doubtful: ReadonlySet<string>,
): Promise<Progress> {
  const { log } = reading;
  const { lists } = second;
  const context = contextOf(reading, second, reportHidesKeys);
  const settled = new Map(
    completed
      .filter(({ user }) => !doubtful.has(user.userId))
      .map((one) => [one.user.userId, one] as const),
  );
  const settledAs = ({ identity: { userId, userName } }: ListedTwice) => {
    const one = settled.get(userId);
    return one?.user.userName === userName ? one : null;
  };
  const seen = [...lists.users.values()];
  const again = await completeAll(
    seen.filter((user) => settledAs(user) === null),
    context,
  );
  for (const { user, isMissing } of again) if (isMissing) log.record(notFound(user.userName));
  const torn = inOneListOnly(lists);
  for (const userId of torn) log.record(inOneList(lists, userId));
  recordOwnerless(reading, lists);

  const gone = [...first.lists.users.keys()].filter((id) => !lists.users.has(id)).length;
  const came = [...lists.users.keys()].filter((id) => !first.lists.users.has(id)).length;
  const stayed = seen
    .flatMap((user) => settledAs(user) ?? [])
    .map((one) => {
      const serviceSpecificCredentials = ownCredentials(one.user, context.credentials);
      return { ...one, user: { ...one.user, serviceSpecificCredentials } };
    });
  return {
    look: second,
    completed: [...stayed, ...again].map(withoutDoubts),
    changes: changes + gone + came + torn.length,
    dropped: dropped + gone,
    reportHidesKeys,
  };
}

/** A third look would tell no more about the same answers. */
function withoutDoubts(completed: CompletedUser): CompletedUser {
  return { ...completed, isMissing: false, mayBeAnother: false };
}

function recordOwnerless({ log }: UserReading, lists: UserLists): void {
  const [name] = ownerless(lists);
  if (name !== undefined) log.record(ownerNotFound(name));
}
