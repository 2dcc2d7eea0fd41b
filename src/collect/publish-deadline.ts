import pMap from 'p-map';
import type { Plan, PlannedAccount } from '../organization/plan.ts';
import type { Clock } from '../ports.ts';
import type { Deadline } from './collect-accounts.ts';
import {
  estimatePublishMs,
  type PublishWork,
  READ_AHEAD,
  type StoreTimes,
} from './publish-time.ts';
import type { RunStore } from './run-store.ts';
import { readGoodPart } from './standing-accounts.ts';

export interface PublishDeadlinePorts {
  readonly runStore: RunStore;
  /** What the calls of the target took so far. */
  readonly targetTimes: () => StoreTimes;
  readonly clock: Clock;
}

/** Until when accounts may be read if the run has to be published by then. */
export async function publishDeadline(
  at: Date,
  plan: Plan,
  waiting: readonly PlannedAccount[],
  ports: PublishDeadlinePorts,
): Promise<Deadline> {
  const msPerPart = await measureReading(plan, waiting, ports);
  const parts = plan.accounts.filter(({ skip }) => skip === null).length;
  const work = { parts, msPerPart, files: plan.settings.formats.length };
  return { at, neededMs: () => publishingMs(work, ports) };
}

/**
 * What it takes to read a part as publishing does, tried with parts that are not there: little was
 * read yet, and most of publishing may be reading.
 */
async function measureReading(
  { runId }: Plan,
  waiting: readonly PlannedAccount[],
  { runStore, clock }: PublishDeadlinePorts,
): Promise<number> {
  const accounts = waiting.slice(0, 2 * READ_AHEAD);
  const startedAt = clock.now().getTime();
  await pMap(accounts, (account) => readGoodPart(runStore, runId, account), {
    concurrency: READ_AHEAD,
  });
  return (clock.now().getTime() - startedAt) / Math.max(1, accounts.length);
}

function publishingMs(
  work: Pick<PublishWork, 'parts' | 'msPerPart' | 'files'>,
  { runStore, targetTimes }: PublishDeadlinePorts,
): number {
  const times = runStore.times();
  const read = { partBytes: times.packing.bytes, hasGoodPart: runStore.hasGoodPart() };
  return estimatePublishMs({ ...work, ...read }, times, targetTimes());
}
