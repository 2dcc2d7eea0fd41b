import pMap from 'p-map';
import { CollectorError } from '../errors.ts';
import type { AccountOutcome, Part } from '../model/part.ts';
import type { Plan, PlannedAccount } from '../organization/plan.ts';
import type { Clock } from '../ports.ts';
import { isDone, type RunStore } from './run-store.ts';
import { isYoungEnough } from './run-stores.ts';

/** What a run begins with. */
export interface StandingAccounts {
  /** The accounts to read, those first of which nothing stands. */
  readonly waiting: readonly PlannedAccount[];
  /** Accounts that an earlier attempt at the run has finished. */
  readonly alreadyDone: number;
  /** Accounts that are as an earlier run has read them. */
  readonly adopted: number;
  /**
   * By account, what stands until it is read better: an earlier run read the account in part, and
   * what was in its way may have been mended.
   */
  readonly provisional: ReadonlyMap<string, AccountOutcome>;
}

export interface StandingPorts {
  readonly runStore: RunStore;
  /** Where the parent run is kept; `null`: there is none, or it is gone. */
  readonly parentStore: RunStore | null;
  readonly clock: Clock;
}

/**
 * Looks which accounts of a plan have a part, and copies those of the parent run that are good, so
 * that the run needs its parent no longer. A part that is missing or cannot be read counts as none.
 */
export async function findStanding(
  plan: Plan,
  ports: StandingPorts,
  isResumed: boolean,
): Promise<StandingAccounts> {
  const toRead = plan.accounts.filter(({ skip }) => skip === null);
  const look = async (account: PlannedAccount) => {
    const own = isResumed ? await readGoodPart(ports.runStore, plan.runId, account) : null;
    const part = own ?? (await adopt(plan, ports, account));
    return { account, part, standing: standingOf(plan, part) };
  };
  const looks = await pMap(toRead, look, { concurrency: PARTS_AT_A_TIME });
  const having = (wanted: Standing) => looks.filter(({ standing }) => standing === wanted);
  const provisional = having('provisional');
  return {
    waiting: [...having('none'), ...provisional].map(({ account }) => account),
    alreadyDone: having('done').length,
    adopted: having('adopted').length,
    provisional: new Map(
      provisional.flatMap(({ part }) =>
        part === null ? [] : [[part.outcome.accountId, part.outcome] as const],
      ),
    ),
  };
}

const PARTS_AT_A_TIME = 16;

type Standing = 'none' | 'done' | 'adopted' | 'provisional';

/** Of a part of this run: what was read before the run began is its parent's. */
function standingOf({ parentRunId, startedAt }: Plan, part: PartHead | null): Standing {
  if (part === null) return 'none';
  const { readAt, outcome } = part.outcome;
  if (parentRunId === null || readAt === null || readAt >= startedAt) return 'done';
  return outcome === 'partial' ? 'provisional' : 'adopted';
}

/** The users are let go at once: memory does not grow with the organization. */
type PartHead = Pick<Part, 'outcome'>;

async function adopt(
  { runId, parentRunId }: Plan,
  { runStore, parentStore, clock }: StandingPorts,
  account: PlannedAccount,
): Promise<PartHead | null> {
  if (parentRunId === null || parentStore === null) return null;
  const part = await readGoodPart(parentStore, parentRunId, account);
  // The parent may have adopted it in its turn.
  if (part?.outcome.readAt == null || !isYoungEnough(part.outcome.readAt, clock.now())) return null;
  await runStore.writePart(runId, part);
  return { outcome: part.outcome };
}

/** The part of an account if it is done; a failed or unreadable one is no better than none. */
export async function readGoodPart(
  store: RunStore,
  runId: string,
  { accountId }: PlannedAccount,
): Promise<Part | null> {
  try {
    const part = await store.readPart(runId, accountId);
    return part !== null && isDone(part) ? part : null;
  } catch (thrown) {
    if (thrown instanceof CollectorError && thrown.code === 'PART_UNREADABLE') return null;
    throw thrown;
  }
}
