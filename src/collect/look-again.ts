import { isUnknown, type Knowable } from '../model/knowable.ts';
import type { User } from '../model/user.ts';
import type { AccountSummary } from '../ports.ts';
import { type CompletedUser, withoutAnswers } from './complete-user.ts';
import { completeAll, contextOf } from './complete-users.ts';
import { type CredentialsByName, ownCredentials, ownerless } from './owned-credentials.ts';
import { MOMENT_MS } from './pace.ts';
import { inOneListOnly, readUserLists, type UserLists } from './user-lists.ts';
import { inOneList, maybeAnother, notFound, ownerNotFound } from './user-problems.ts';
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

/** After so many looks at an account, what is still in doubt stays so. */
const LOOKS_AT_MOST = 3;

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
  looksLeft = LOOKS_AT_MOST,
): Promise<Progress> {
  const doubtful = new Set(torn);
  for (const { user, isMissing } of progress.completed) if (isMissing) doubtful.add(user.userId);
  if (doubtful.size === 0 && isQuiet(progress)) return progress;
  if (looksLeft === 0) return withoutDoubtfulAnswers(reading, progress);

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
  const compared = await compareLooks(reading, progress, second, doubtful);
  // Whoever was asked about after this look may have been made again since.
  if (!compared.completed.some(({ mayBeAnother }) => mayBeAnother)) return compared;
  return lookAgain(reading, compared, [], looksLeft - 1);
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
    if (!one.mayBeAnother || listed === undefined) return one;
    reading.log.record(maybeAnother(one.user.userName));
    return withoutAnswers(listed, context);
  };
  recordOwnerless(reading, look.lists);
  return { ...progress, completed: await Promise.all(progress.completed.map(withoutDoubt)) };
}

/** Takes over users who are not in doubt and have the same name in both looks; asks about the others. */
async function compareLooks(
  reading: UserReading,
  progress: Progress,
  second: AccountLook,
  doubtful: ReadonlySet<string>,
): Promise<Progress> {
  const { log } = reading;
  const { lists } = second;
  const context = contextOf(reading, second, progress.reportHidesKeys);
  const settled = progress.completed.filter(({ user }) => isSame(user, lists, doubtful));
  const known = new Set(settled.map(({ user }) => user.userId));
  const others = [...lists.users.values()].filter(({ identity }) => !known.has(identity.userId));
  const again = await completeAll(others, context);
  for (const { user, isMissing } of again) if (isMissing) log.record(notFound(user.userName));
  const torn = inOneListOnly(lists);
  for (const userId of torn) log.record(inOneList(lists, userId));
  recordOwnerless(reading, lists);

  const gone = countMissing(progress.look.lists, lists);
  const came = countMissing(lists, progress.look.lists);
  return {
    look: second,
    completed: [
      ...settled.map((one) => proven(one, context.credentials)),
      ...again.map((one) => ({ ...one, isMissing: false })),
    ],
    changes: progress.changes + gone + came + torn.length,
    dropped: progress.dropped + gone,
    reportHidesKeys: progress.reportHidesKeys,
  };
}

function isSame(
  { userId, userName }: User,
  { users }: UserLists,
  doubtful: ReadonlySet<string>,
): boolean {
  return !doubtful.has(userId) && users.get(userId)?.identity.userName === userName;
}

/** How many users of one look the other has not. */
function countMissing({ users }: UserLists, other: UserLists): number {
  return [...users.keys()].filter((userId) => !other.users.has(userId)).length;
}

/** Who is still there under the same name is whom the answers were about. */
function proven(completed: CompletedUser, credentials: CredentialsByName): CompletedUser {
  const { user } = completed;
  const { serviceSpecificCredentials: before } = user;
  const serviceSpecificCredentials = isUnknown(before) ? ownCredentials(user, credentials) : before;
  return { ...completed, user: { ...user, serviceSpecificCredentials }, mayBeAnother: false };
}

function recordOwnerless({ log }: UserReading, lists: UserLists): void {
  const [name] = ownerless(lists);
  if (name !== undefined) log.record(ownerNotFound(name));
}
