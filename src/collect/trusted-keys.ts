import pMap from 'p-map';
import type { Clock } from '../ports.ts';
import { type CompletedUser, distrustKeys, listRecalled } from './complete-user.ts';
import { MOMENT_MS, USERS_AT_A_TIME } from './pace.ts';
import type { CompletionContext } from './user-calls.ts';
import { areKeysAsked } from './user-credentials.ts';
import { keysIncomplete, notFound } from './user-problems.ts';

/** What waiting a moment takes. */
interface Waiting {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * The users with access keys and certificates that can be trusted. One key that the report lacks, or
 * says itself that it lacks, makes its slots doubtful for all users; one thing known beforehand that
 * is wrong makes all of them doubtful.
 */
export async function withTrustedKeys(
  completed: readonly CompletedUser[],
  context: CompletionContext,
  waiting: Waiting,
): Promise<readonly CompletedUser[]> {
  const { known, log } = context;
  const isKnownWrong = known?.isRefuted === true;
  if (!isKnownWrong && !hidesKeys(completed, context)) return completed;

  known?.distrust();
  const again: Again = { context, waiting, ask: listRecalled };
  const listed = await askAgain(completed, again);
  if (!hidesKeys(listed, context)) return listed;

  log.record(keysIncomplete());
  known?.noteHiddenKeys();
  return askAgain(listed, { ...again, ask: distrustKeys });
}

/** Whether keys are asked for and the report does not show all. */
function hidesKeys(completed: readonly CompletedUser[], context: CompletionContext): boolean {
  const { freshness, dated } = context;
  if (freshness !== 'report' || !areKeysAsked(context)) return false;
  if (completed.some(({ hasUnreportedKey }) => hasUnreportedKey)) return true;
  const rows = [...(dated?.report.users.values() ?? [])];
  return rows.some(({ additionalCredentials }) => additionalCredentials);
}

interface Again {
  readonly ask: typeof listRecalled;
  readonly context: CompletionContext;
  readonly waiting: Waiting;
}

/** Asks about every user; about those that IAM does not find, once more after a moment. */
async function askAgain(
  completed: readonly CompletedUser[],
  { ask, context, waiting: { clock, signal } }: Again,
): Promise<readonly CompletedUser[]> {
  const concurrency = USERS_AT_A_TIME;
  const asked = await pMap(completed, (user) => ask(user, context), { concurrency });
  if (asked.some(({ isMissing }) => isMissing)) await clock.sleep(MOMENT_MS, signal);
  const settle = async (user: CompletedUser, index: number) => {
    const before = completed[index];
    if (!user.isMissing || before === undefined) return user;
    const again = await ask(before, context);
    if (again.isMissing) context.log.record(notFound(again.user.userName));
    return again;
  };
  return pMap(asked, settle, { concurrency });
}
