import { isUnknown, type Knowable } from '../model/knowable.ts';
import type { User } from '../model/user.ts';
import type { AccountSummary } from '../ports.ts';
import { completeAll, contextOf } from './complete-users.ts';
import { isCountRight, lookAgain, type Progress } from './look-again.ts';
import { withTrustedKeys } from './trusted-keys.ts';
import { inOneListOnly } from './user-lists.ts';
import type { AccountLook, UserReading } from './user-reading.ts';

export interface UsersRead {
  readonly users: readonly User[];
  /** Users that were listed at first and are gone. */
  readonly dropped: number;
  readonly summary: Knowable<AccountSummary>;
  /** Whether the number of users agrees with IAM's own, but for those seen to come or go. */
  readonly countVerified: boolean;
}

/**
 * Completes every user. What then is in doubt is settled by a second look at the account. So it is
 * once more, if credentials have to be listed that were at first believed to be known.
 */
export async function readUsers(reading: UserReading, look: AccountLook): Promise<UsersRead> {
  const everybody = [...look.lists.users.values()];
  const completed = await completeAll(everybody, contextOf(reading, look));
  const torn = inOneListOnly(look.lists);
  const start = { look, completed, changes: 0, dropped: 0, reportHidesKeys: false };
  const settled = await lookAgain(reading, start, torn);

  const trusted = await withTrustedKeys(settled.completed, contextOf(reading, settled.look));
  if (trusted === null) return toUsersRead(settled);
  return toUsersRead(await lookAgain(reading, { ...settled, ...trusted }));
}

function toUsersRead({ look: { summary }, completed, changes, dropped }: Progress): UsersRead {
  return {
    users: completed.map(({ user }) => user),
    dropped,
    summary,
    countVerified: !isUnknown(summary) && isCountRight(completed.length, summary, changes),
  };
}
