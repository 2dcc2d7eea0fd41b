import pMap from 'p-map';
import { type CompletedUser, distrustKeys, listRecalled } from './complete-user.ts';
import { USERS_AT_A_TIME } from './pace.ts';
import type { CompletionContext } from './user-calls.ts';
import { areKeysAsked } from './user-credentials.ts';
import { keysIncomplete } from './user-problems.ts';

/** Users whose credentials had to be listed after all. */
export interface TrustedKeys {
  readonly completed: readonly CompletedUser[];
  readonly reportHidesKeys: boolean;
}

/**
 * The users with access keys and certificates that can be trusted; `null` if they can be as they are.
 * One key that the report lacks, or says itself that it lacks, makes its slots doubtful for all users;
 * one thing known beforehand that is wrong makes all of them doubtful.
 */
export async function withTrustedKeys(
  completed: readonly CompletedUser[],
  context: CompletionContext,
): Promise<TrustedKeys | null> {
  const { known, log } = context;
  const isKnownWrong = known?.isRefuted === true;
  if (!isKnownWrong && !hidesKeys(completed, context)) return null;

  known?.distrust();
  const concurrency = USERS_AT_A_TIME;
  const listed = await pMap(completed, (user) => listRecalled(user, context), { concurrency });
  if (!hidesKeys(listed, context)) return { completed: listed, reportHidesKeys: false };

  log.record(keysIncomplete());
  known?.noteHiddenKeys();
  const doubting = { ...context, reportHidesKeys: true };
  const all = await pMap(listed, (user) => distrustKeys(user, doubting), { concurrency });
  return { completed: all, reportHidesKeys: true };
}

/** Whether keys are asked for and the report does not show all. */
function hidesKeys(completed: readonly CompletedUser[], context: CompletionContext): boolean {
  const { freshness, dated } = context;
  if (freshness !== 'report' || !areKeysAsked(context)) return false;
  if (completed.some(({ hasUnreportedKey }) => hasUnreportedKey)) return true;
  const rows = [...(dated?.report.users.values() ?? [])];
  return rows.some(({ additionalCredentials }) => additionalCredentials);
}
