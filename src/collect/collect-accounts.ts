import { setMaxListeners } from 'node:events';
import pMap from 'p-map';
import { columnsNamed, factsFor } from '../columns/select.ts';
import type { Reporter } from '../messages.ts';
import type { AccountOutcome, Part } from '../model/part.ts';
import type { Plan, PlannedAccount } from '../organization/plan.ts';
import type { AccountAccess, Clock } from '../ports.ts';
import { type AccountRun, type BegunAccount, beginAccount } from './begin-account.ts';
import { collectAccount } from './collect-account.ts';
import { createKnownStore } from './known-store.ts';
import { createPlaces, type Place } from './places.ts';
import type { RunStore } from './run-store.ts';
import { sideBySide } from './side-by-side.ts';
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
  /** Whether access keys and certificates that earlier runs know are not listed again. */
  readonly reuse: boolean;
  /** When aborted, no further account is started; those in flight are finished and kept. */
  readonly stop: AbortSignal;
  /** What is not read by then is given up; `null`: there is all the time of the world. */
  readonly deadline: Deadline | null;
  /** Whether the first error that is not an account's ends all; if not, it waits for the others. */
  readonly stopOnError: boolean;
}

/** An end that leaves time for what has to be done after the accounts. */
export interface Deadline {
  readonly at: Date;
  /** How long that takes, as far as it is known by now. */
  readonly neededMs: () => number;
}

/**
 * Reads the accounts of a plan that are waiting, and keeps a part of each.
 *
 * @returns What became of those that it could read to the end, be it badly.
 */
export async function collectAccounts(
  plan: Plan,
  { waiting, provisional }: Pick<StandingAccounts, 'waiting' | 'provisional'>,
  ports: CollectPorts,
  options: CollectOptions,
): Promise<readonly AccountOutcome[]> {
  const { runStore, reporter } = ports;
  const run = accountRunOf(plan);
  const knownStore = createKnownStore(runStore, { reuse: options.reuse, reporter });
  const cut = createCut(options.deadline, ports.clock);
  const outcomes: AccountOutcome[] = [];
  const places = createPlaces(options.concurrency, USERS_HELD_WAITING);
  const isOver = () => options.stop.aborted || cut.signal.aborted;
  const readAndKeep = async (begun: BegunAccount, place: Place) => {
    const read = { ...ports, knownStore, place };
    const { part, learnt } = await collectAccount(run, begun, read, cut.signal);
    const [outcome] = await sideBySide([
      keepBetter(run, part, provisional.get(begun.accountId), ports),
      learnt && knownStore.write(learnt),
    ]);
    return outcome;
  };
  const collect = ({ accountId, accountName }: PlannedAccount) => {
    const begun = isOver() ? null : beginAccount(run, accountId, ports, cut.signal);
    return places.use(async (place) => {
      if (begun === null || isOver()) return;
      reporter({ type: 'account-started', accountId });
      try {
        const outcome = await readAndKeep(begun, place);
        outcomes.push(outcome);
        reporter({ type: 'account-finished', accountName, outcome });
        cut.look();
      } catch (thrown) {
        if (!cut.signal.aborted) throw thrown;
      }
    });
  };
  try {
    const { concurrency, stopOnError } = options;
    await pMap(waiting, collect, { concurrency: concurrency * ACCOUNTS_BEGUN, stopOnError });
    return outcomes;
  } catch (thrown) {
    throw thrown instanceof AggregateError ? thrown.errors[0] : thrown;
  } finally {
    cut.end();
  }
}

/**
 * For each place, so many accounts have had their reports asked for. A report takes IAM about two seconds
 * (of 50 users), as long as most accounts take for everything else.
 */
export const ACCOUNTS_BEGUN = 4;

/** Of accounts that wait for their reports and let others have their places: some 7 MB. */
const USERS_HELD_WAITING = 2_000;

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
  /** Aborted when it is time to publish, and when the accounts are done with in any other way. */
  readonly signal: AbortSignal;
  /** Ends the reading if it is time; in between that is looked at from time to time. */
  look(): void;
  end(): void;
}

/** How often it is looked whether what comes after will take longer than it seemed. */
const LOOK_EVERY_MS = 250;

function createCut(deadline: Deadline | null, clock: Clock): Cut {
  const cut = new AbortController();
  // Every call in flight listens to it, which Node.js takes for a leak beyond ten.
  setMaxListeners(0, cut.signal);
  const leftMs = ({ at, neededMs }: Deadline) => at.getTime() - neededMs() - clock.now().getTime();
  const end = () => cut.abort();
  const look = () => {
    if (deadline !== null && leftMs(deadline) <= 0) end();
  };
  const watch = async (watched: Deadline) => {
    while (!cut.signal.aborted) {
      look();
      await clock.sleep(Math.max(0, Math.min(leftMs(watched), LOOK_EVERY_MS)), cut.signal);
    }
  };
  if (deadline !== null) watch(deadline).then(end, end);
  return { signal: cut.signal, look, end };
}
