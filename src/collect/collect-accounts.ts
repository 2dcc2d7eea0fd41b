import { setMaxListeners } from 'node:events';
import pMap from 'p-map';
import { columnsNamed, factsFor } from '../columns/select.ts';
import type { Reporter } from '../messages.ts';
import type { AccountOutcome, Part } from '../model/part.ts';
import type { Plan, PlannedAccount } from '../organization/plan.ts';
import type { AccountAccess, Clock } from '../ports.ts';
import { type AccountRun, collectAccount } from './collect-account.ts';
import type { RunStore } from './run-store.ts';
import type { StandingAccounts } from './standing-accounts.ts';

export interface CollectPorts {
  readonly access: AccountAccess;
  readonly runStore: RunStore;
  readonly clock: Clock;
  readonly reporter: Reporter;
}

export interface CollectOptions {
  /** Accounts read at the same time. */
  readonly concurrency: number;
  /** When aborted, no further account is started; those in flight are finished and kept. */
  readonly stop: AbortSignal;
  /** What is not read by then is given up, so that there is time left to publish; `null`: never. */
  readonly deadline: Date | null;
}

/** Reads the accounts of a plan that are waiting, and keeps a part of each. */
export async function collectAccounts(
  plan: Plan,
  { waiting, provisional }: Pick<StandingAccounts, 'waiting' | 'provisional'>,
  ports: CollectPorts,
  options: CollectOptions,
): Promise<void> {
  const { reporter } = ports;
  const run = accountRunOf(plan);
  const cut = createCut(options.deadline, ports.clock);
  const collect = async ({ accountId, accountName }: PlannedAccount) => {
    if (options.stop.aborted || cut.signal.aborted) return;
    reporter({ type: 'account-started', accountId });
    try {
      const part = await collectAccount(run, accountId, ports, cut.signal);
      const outcome = await keepBetter(run, part, provisional.get(accountId), ports);
      reporter({ type: 'account-finished', accountName, outcome });
    } catch (thrown) {
      if (!cut.signal.aborted) throw thrown;
    }
  };
  try {
    await pMap(waiting, collect, { concurrency: options.concurrency });
  } finally {
    cut.end();
  }
}

/** The facts behind the columns; the summary is always read, because it is the proof. */
function accountRunOf({ runId, collectedAt, settings }: Plan): AccountRun {
  const facts = factsFor(columnsNamed(settings.columns));
  const { freshness } = settings;
  return { runId, collectedAt, freshness, facts: new Set([...facts, 'summary']) };
}

/** A reading that failed does not take the place of an earlier one that has the users. */
async function keepBetter(
  { runId }: AccountRun,
  part: Part,
  before: AccountOutcome | undefined,
  { runStore, reporter }: CollectPorts,
): Promise<AccountOutcome> {
  const [problem] = part.outcome.errors;
  if (before === undefined || part.outcome.outcome !== 'failed' || problem === undefined) {
    await runStore.writePart(runId, part);
    return part.outcome;
  }
  const text =
    `the account ${before.accountId} could not be read again (${problem.message}); it stays as ` +
    `it was read at ${before.readAt}`;
  reporter({ type: 'warning', code: problem.code, text });
  return before;
}

interface Cut {
  /** Aborted at the deadline, and when the accounts are done with in any other way. */
  readonly signal: AbortSignal;
  end(): void;
}

function createCut(deadline: Date | null, clock: Clock): Cut {
  const cut = new AbortController();
  // Every call in flight listens to it, which Node.js takes for a leak beyond ten.
  setMaxListeners(0, cut.signal);
  if (deadline !== null) {
    const leftMs = Math.max(0, deadline.getTime() - clock.now().getTime());
    const end = () => cut.abort();
    clock.sleep(leftMs, cut.signal).then(end, end);
  }
  return { signal: cut.signal, end: () => cut.abort() };
}
