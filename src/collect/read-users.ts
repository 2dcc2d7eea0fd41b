import pMap from 'p-map';
import type { ErrorCode } from '../errors.ts';
import type { FactName, Freshness } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';
import { isUnknown, type Knowable, mapKnown, UNKNOWN } from '../model/knowable.ts';
import type { User } from '../model/user.ts';
import type { AccountSummary, Clock, IamReader, ListedCredential } from '../ports.ts';
import { type CompletedUser, completeUser, withoutAnswers } from './complete-user.ts';
import type { DatedReport } from './credential-report.ts';
import type { KnownCredentials } from './known-credentials.ts';
import type { AskLastUse } from './last-use.ts';
import { MOMENT_MS, USERS_AT_A_TIME } from './pace.ts';
import type { ProblemLog } from './problem-log.ts';
import { withTrustedKeys } from './trusted-keys.ts';
import type { CompletionContext } from './user-calls.ts';
import { inOneListOnly, type ListedTwice, readUserLists, type UserLists } from './user-lists.ts';
import { inOneList, notFound, ownerNotFound } from './user-problems.ts';

/** What reading the users of an account needs. */
export interface UserReading {
  readonly reader: IamReader;
  readonly askLastUse: AskLastUse;
  readonly log: ProblemLog;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly freshness: Freshness;
  readonly facts: ReadonlySet<FactName>;
  readonly collectedAt: Instant;
  /** `null`: nothing is known beforehand, and nothing is to be remembered. */
  readonly known: KnownCredentials | null;
}

/** What one look at the account gave. */
export interface AccountLook {
  readonly lists: UserLists;
  readonly dated: DatedReport | null;
  readonly summary: Knowable<AccountSummary>;
}

export interface UsersRead {
  readonly users: readonly User[];
  /** Users that were listed at first and are gone. */
  readonly dropped: number;
  readonly summary: Knowable<AccountSummary>;
  /** Whether the number of users agrees with IAM's own, but for those seen to come or go. */
  readonly countVerified: boolean;
}

/**
 * If the bulk list is denied or makes no sense, the calls about single users may be allowed, and
 * make sense. If AWS is in trouble, they would add to it.
 */
const WORTH_ASKING_SINGLY: ReadonlySet<ErrorCode | undefined> = new Set([
  'ACCESS_DENIED',
  'DENIED_BY_SERVICE_CONTROL_POLICY',
  'RESPONSE_INVALID',
]);

/**
 * Completes every user. Where the account seems to change while it is read (a user in one list
 * only, one that IAM does not find, answers that may be about another user of the name, a number
 * that differs from IAM's own), it is listed once more: who is gone is dropped and counted, who has
 * come is added, who is still there stays.
 */
export async function readUsers(reading: UserReading, first: AccountLook): Promise<UsersRead> {
  const { completed, ...read } = await lookTwice(reading, first);
  const users = await withTrustedKeys(completed, contextOf(reading, first), reading);
  return { ...read, users: users.map(({ user }) => user) };
}

async function lookTwice(reading: UserReading, first: AccountLook): Promise<AccountCompleted> {
  const context = contextOf(reading, first);
  const completed = await completeAll([...first.lists.users.values()], context);
  const doubtful = new Set(inOneListOnly(first.lists));
  for (const { user, isMissing } of completed) if (isMissing) doubtful.add(user.userId);
  const settled = completed.filter(({ user }) => !doubtful.has(user.userId));
  const isQuiet =
    doubtful.size === 0 &&
    !settled.some(({ mayBeAnother }) => mayBeAnother) &&
    ownerless(first.lists).length === 0;
  if (isQuiet && isCountRight(settled.length, first.summary, 0)) {
    return toResult(settled, first.summary, { changes: 0, dropped: 0 });
  }

  await reading.clock.sleep(MOMENT_MS, reading.signal);
  const { reader, log } = reading;
  const [lists, summary] = await Promise.all([
    log.attempt(() => readUserLists(reading, reading.facts)),
    isUnknown(first.summary) ? first.summary : log.attempt(() => reader.getAccountSummary()),
  ]);
  // A second look that sees less than the first cannot say who is gone.
  if (isUnknown(lists) || seesLess(lists, first.lists)) {
    const owned = withOwnedCredentials(withoutDoubtfulAnswers(completed, first), first.lists, log);
    return toResult(owned, first.summary, { changes: 0, dropped: 0 });
  }
  return compareLooks(reading, first, { lists, summary, dated: first.dated }, settled);
}

/** Without a second list, what may be about another user is about nobody. */
function withoutDoubtfulAnswers(
  completed: readonly CompletedUser[],
  { lists }: AccountLook,
): readonly CompletedUser[] {
  return completed.map((one) => {
    const listed = lists.users.get(one.user.userId);
    return one.mayBeAnother && listed !== undefined ? withoutAnswers(one, listed) : one;
  });
}

function seesLess(second: UserLists, first: UserLists): boolean {
  const lacksDetails = second.detailsError !== null && first.detailsError === null;
  return lacksDetails || (first.hasListed && !second.hasListed);
}

async function compareLooks(
  reading: UserReading,
  first: AccountLook,
  second: AccountLook,
  settled: readonly CompletedUser[],
): Promise<AccountCompleted> {
  const { log } = reading;
  const { lists, summary } = second;
  const context = contextOf(reading, second);
  const known = new Map(settled.map((completed) => [completed.user.userId, completed]));
  const isSettled = ({ identity }: ListedTwice) =>
    known.get(identity.userId)?.user.userName === identity.userName;
  const seen = [...lists.users.values()];
  const again = await completeAll(
    seen.filter((user) => !isSettled(user)),
    context,
  );
  for (const { user, isMissing } of again) if (isMissing) log.record(notFound(user.userName));
  const torn = inOneListOnly(lists);
  for (const userId of torn) log.record(inOneList(lists, userId));

  const users = [
    ...seen.filter(isSettled).flatMap(({ identity }) => known.get(identity.userId) ?? []),
    ...again,
  ];
  const dropped = [...first.lists.users.keys()].filter((id) => !lists.users.has(id)).length;
  const came = [...lists.users.keys()].filter((id) => !first.lists.users.has(id)).length;
  const owned = withOwnedCredentials(users, lists, log);
  return toResult(owned, summary, { changes: dropped + came + torn.length, dropped });
}

/** Names in the list of credentials that no user has: somebody was renamed or deleted just now. */
function ownerless({ users, credentials }: UserLists): readonly string[] {
  if (isUnknown(credentials)) return [];
  const names = new Set([...users.values()].map(({ identity }) => identity.userName));
  return credentials.map(({ userName }) => userName).filter((name) => !names.has(name));
}

/** Credentials without an owner could be anyone's, so that nobody's are known. */
function withOwnedCredentials(
  completed: readonly CompletedUser[],
  lists: UserLists,
  log: ProblemLog,
): readonly CompletedUser[] {
  const [name] = ownerless(lists);
  if (name === undefined) return completed;
  log.record(ownerNotFound(name));
  return completed.map((one) => ({
    ...one,
    user: { ...one.user, serviceSpecificCredentials: UNKNOWN },
  }));
}

/** The users before it is clear whether the report shows every key. */
interface AccountCompleted extends Omit<UsersRead, 'users'> {
  readonly completed: readonly CompletedUser[];
}

function contextOf(reading: UserReading, { lists, dated }: AccountLook): CompletionContext {
  return {
    ...reading,
    dated,
    listedAt: lists.askedAt,
    credentials: mapKnown(lists.credentials, byUserName),
    identityOneByOne: WORTH_ASKING_SINGLY.has(lists.detailsError?.code),
  };
}

function byUserName(
  credentials: readonly ListedCredential[],
): ReadonlyMap<string, readonly ListedCredential[]> {
  const byName = new Map<string, ListedCredential[]>();
  for (const credential of credentials) {
    byName.set(credential.userName, [...(byName.get(credential.userName) ?? []), credential]);
  }
  return byName;
}

/** Completes users a few at a time. */
function completeAll(
  users: readonly ListedTwice[],
  context: CompletionContext,
): Promise<readonly CompletedUser[]> {
  const complete = (user: ListedTwice) => completeUser(user, context);
  return pMap(users, complete, { concurrency: USERS_AT_A_TIME });
}

function isCountRight(users: number, summary: Knowable<AccountSummary>, changes: number): boolean {
  return isUnknown(summary) || Math.abs(users - summary.users) <= changes;
}

function toResult(
  completed: readonly CompletedUser[],
  summary: Knowable<AccountSummary>,
  { changes, dropped }: { readonly changes: number; readonly dropped: number },
): AccountCompleted {
  return {
    completed,
    dropped,
    summary,
    countVerified: !isUnknown(summary) && isCountRight(completed.length, summary, changes),
  };
}
