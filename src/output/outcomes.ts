import { ERRORS, type ErrorCode } from '../errors.ts';
import { type AccountOutcome, NOTHING_READ } from '../model/part.ts';
import type { PlannedAccount } from '../organization/plan.ts';

/** The outcome of an account that nobody tried to read: `skipped` as planned, else `failed`. */
export function outcomeOfUnread(account: PlannedAccount): AccountOutcome {
  const { accountId, skip } = account;
  return skip === null
    ? unread(accountId, 'failed', toProblem('NOT_STARTED', ERRORS.NOT_STARTED.meaning))
    : unread(accountId, 'skipped', toProblem(skip.code, skip.reason));
}

/** The outcome of an account that was given up for want of time. */
export function outcomeOfUnfinished(accountId: string): AccountOutcome {
  return unread(accountId, 'failed', toProblem('NOT_FINISHED', ERRORS.NOT_FINISHED.meaning));
}

function toProblem(code: ErrorCode, message: string): AccountOutcome['errors'][number] {
  return { code, operation: null, message, remedy: ERRORS[code].remedy };
}

function unread(
  accountId: string,
  outcome: 'failed' | 'skipped',
  problem: AccountOutcome['errors'][number],
): AccountOutcome {
  return { ...NOTHING_READ, accountId, outcome, errors: [problem] };
}
