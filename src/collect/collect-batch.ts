import { CollectorError } from '../errors.ts';
import type { AccountOutcome, Problem } from '../model/part.ts';
import type { Plan } from '../organization/plan.ts';
import { outcomeOfUnfinished } from '../output/outcomes.ts';
import {
  type CollectOptions,
  type CollectPorts,
  collectAccounts,
  type Deadline,
} from './collect-accounts.ts';
import { mayPass } from './passing.ts';
import { findStanding } from './standing-accounts.ts';

export interface BatchOptions extends Pick<CollectOptions, 'concurrency' | 'reuse' | 'stop'> {
  /** When the time of this attempt is over; `null`: never. */
  readonly deadline: Date | null;
  /** Whether nobody will try again what could not be read now. */
  readonly isLastAttempt: boolean;
}

/** How the accounts of a batch stand. */
export interface BatchTally {
  /** Accounts that have a good part, of this attempt or an earlier one. */
  readonly done: number;
  readonly failed: number;
}

/**
 * Reads the accounts of a plan that are not done yet, for a caller who tries again if this rejects.
 * Every account that was read to the end has a part then, a failed one too; an attempt that finds it
 * done does not read it again.
 *
 * @throws CollectorError If another attempt may do better, and there is one: something went wrong
 * in an account that may pass, or the time is over and this attempt has made some progress. Errors
 * that are not an account's, such as a store that fails, in any case, when the others are finished.
 */
export async function collectBatch(
  plan: Plan,
  ports: CollectPorts,
  options: BatchOptions,
): Promise<BatchTally> {
  const standing = await findStanding(plan, { ...ports, parentStore: null }, true);
  const outcomes = await collectAccounts(plan, standing, ports, {
    ...options,
    deadline: deadlineOf(options.deadline, ports.clock.now()),
    stopOnError: false,
  });
  const ended = new Set(outcomes.map(({ accountId }) => accountId));
  const cut = standing.waiting
    .map(({ accountId }) => accountId)
    .filter((accountId) => !ended.has(accountId));
  const failed = outcomes.filter(({ outcome }) => outcome === 'failed');
  if (!options.isLastAttempt) requireNoOther(cut, outcomes, failed);
  const lost = cut.filter((accountId) => !standing.provisional.has(accountId));
  for (const accountId of lost) await writeUnfinished(plan, accountId, ports);
  const lacking = failed.length + lost.length;
  return { done: plan.accounts.length - lacking, failed: lacking };
}

/** To write parts that are in flight, and those of accounts that are given up. */
const RESERVE_MS = 5_000;
const RESERVE_SHARE = 1 / 4;

function deadlineOf(at: Date | null, now: Date): Deadline | null {
  if (at === null) return null;
  const leftMs = at.getTime() - now.getTime();
  const reserveMs = Math.min(RESERVE_MS, leftMs * RESERVE_SHARE);
  return { at, neededMs: () => reserveMs };
}

/** Where nothing was done in all the time, another attempt would not get any further either. */
function requireNoOther(
  cut: readonly string[],
  outcomes: readonly AccountOutcome[],
  failed: readonly AccountOutcome[],
): void {
  if (cut.length > 0 && failed.length < outcomes.length) throw outOfTime(cut);
  const passing = failed.flatMap(({ errors }) => errors).find(({ code }) => mayPass(code));
  if (passing !== undefined) throw asError(passing);
}

function outOfTime(accountIds: readonly string[]): CollectorError {
  return new CollectorError(
    'INTERRUPTED',
    `the time was over before these accounts were read: ${accountIds.join(', ')}`,
    { remedy: 'Nothing: another attempt reads them.' },
  );
}

function asError({ code, operation, message, remedy }: Problem): CollectorError {
  return new CollectorError(code, message, { remedy, ...(operation !== null && { operation }) });
}

async function writeUnfinished(
  { runId }: Plan,
  accountId: string,
  { runStore, reporter }: CollectPorts,
): Promise<void> {
  const outcome = outcomeOfUnfinished(accountId);
  await runStore.writePart(runId, { outcome, users: [] });
  reporter({ type: 'account-finished', accountName: null, outcome });
}
