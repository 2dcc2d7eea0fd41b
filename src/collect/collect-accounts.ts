import { setMaxListeners } from 'node:events';
import pMap from 'p-map';
import { columnsNamed, factsFor } from '../columns/select.ts';
import type { Reporter } from '../messages.ts';
import type { AccountOutcome, Part } from '../model/part.ts';
import type { Plan, PlannedAccount } from '../organization/plan.ts';
import type { AccountAccess, Clock } from '../ports.ts';
import { type AccountRun, collectAccount } from './collect-account.ts';
import { createKnownStore } from './known-store.ts';
import { estimatePublishMs, READ_AHEAD, type StoreTimes } from './publish-time.ts';
import type { RunStore } from './run-store.ts';
import { readGoodPart, type StandingAccounts } from './standing-accounts.ts';

export interface CollectPorts {
  readonly access: AccountAccess;
  readonly runStore: RunStore;
  /** What the calls of the target took so far. */
  readonly targetTimes: () => StoreTimes;
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
  /**
   * The run has to be published by then: what is not read when the time that is left is needed for
   * that is given up; `null`: there is all the time of the world.
   */
  readonly deadline: Date | null;
}

/** Reads the accounts of a plan that are waiting, and keeps a part of each. */
export async function collectAccounts(
  plan: Plan,
  { waiting, provisional }: Pick<StandingAccounts, 'waiting' | 'provisional'>,
  ports: CollectPorts,
  options: CollectOptions,
): Promise<void> {
  const { runStore, reporter } = ports;
  const run = accountRunOf(plan);
  const knownStore = createKnownStore(runStore, { reuse: options.reuse, reporter });
  const msPerPart = options.deadline === null ? 0 : await measureReading(plan, waiting, ports);
  const neededMs = () => publishingMs(plan, msPerPart, ports);
  const cut = createCut(options.deadline, neededMs, ports.clock);
  const collect = async ({ accountId, accountName }: PlannedAccount) => {
    if (options.stop.aborted || cut.signal.aborted) return;
    reporter({ type: 'account-started', accountId });
    try {
      const part = await collectAccount(run, accountId, { ...ports, knownStore }, cut.signal);
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

/**
 * What it takes to read a part as publishing does, tried with parts that are not there: little was
 * read yet, and most of publishing may be reading.
 */
async function measureReading(
  { runId }: Plan,
  waiting: readonly PlannedAccount[],
  { runStore, clock }: CollectPorts,
): Promise<number> {
  const accounts = waiting.slice(0, 2 * READ_AHEAD);
  const startedAt = clock.now().getTime();
  await pMap(accounts, (account) => readGoodPart(runStore, runId, account), {
    concurrency: READ_AHEAD,
  });
  return (clock.now().getTime() - startedAt) / Math.max(1, accounts.length);
}

function publishingMs(
  { accounts, settings }: Plan,
  msPerPart: number,
  { runStore, targetTimes }: CollectPorts,
): number {
  const times = runStore.times();
  const work = {
    parts: accounts.filter(({ skip }) => skip === null).length,
    msPerPart,
    partBytes: times.packing.bytes,
    files: settings.formats.length,
  };
  return estimatePublishMs(work, times, targetTimes());
}

interface Cut {
  /** Aborted when it is time to publish, and when the accounts are done with in any other way. */
  readonly signal: AbortSignal;
  end(): void;
}

/** How often it is looked whether publishing will take longer than it seemed. */
const LOOK_EVERY_MS = 250;

function createCut(deadline: Date | null, neededMs: () => number, clock: Clock): Cut {
  const cut = new AbortController();
  // Every call in flight listens to it, which Node.js takes for a leak beyond ten.
  setMaxListeners(0, cut.signal);
  const watch = async (end: number) => {
    for (;;) {
      const leftMs = end - neededMs() - clock.now().getTime();
      if (leftMs <= 0) return;
      await clock.sleep(Math.min(leftMs, LOOK_EVERY_MS), cut.signal);
    }
  };
  const end = () => cut.abort();
  if (deadline !== null) watch(deadline.getTime()).then(end, end);
  return { signal: cut.signal, end: () => cut.abort() };
}
