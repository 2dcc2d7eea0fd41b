import pMap from 'p-map';
import type { ErrorCode } from '../errors.ts';
import { type CompletedUser, completeUser } from './complete-user.ts';
import { byUserName } from './owned-credentials.ts';
import { USERS_AT_A_TIME } from './pace.ts';
import type { CompletionContext } from './user-calls.ts';
import type { ListedTwice } from './user-lists.ts';
import type { AccountLook, UserReading } from './user-reading.ts';

/** Completes users a few at a time. */
export function completeAll(
  users: readonly ListedTwice[],
  context: CompletionContext,
): Promise<readonly CompletedUser[]> {
  const complete = (user: ListedTwice) => completeUser(user, context);
  return pMap(users, complete, { concurrency: USERS_AT_A_TIME });
}

/** What is the same for all users, after a look at their account. */
export function contextOf(
  reading: UserReading,
  { lists, dated }: AccountLook,
  reportHidesKeys = false,
): CompletionContext {
  return {
    ...reading,
    dated,
    reportHidesKeys,
    listedAt: lists.askedAt,
    credentials: byUserName(lists),
    identityOneByOne: WORTH_ASKING_SINGLY.has(lists.detailsError?.code),
  };
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
