import { createAccountAccess } from './aws/account-access.ts';
import { type BatchTally, collectBatch } from './collect/collect-batch.ts';
import { createHandout, type Handout } from './collect/handout.ts';
import { publishRun, type RunResult } from './collect/run.ts';
import { createRunStore, type RunStore } from './collect/run-store.ts';
import { findResumable, findRun } from './collect/run-stores.ts';
import { sayStarted } from './collect/say-started.ts';
import { findStanding } from './collect/standing-accounts.ts';
import { CollectorError } from './errors.ts';
import { begin, parentStoreOf } from './wiring-runs.ts';
import { accessOptionsOf, type Session, wayOnIn } from './wiring-session.ts';
import { runPlacesOf, targetOf } from './wiring-stores.ts';
import { withThrottling } from './wiring-throttling.ts';

/** A run by many functions, each of which does one of its steps, and may do it more than once. */
export interface Steps {
  /**
   * Plans a run and claims it for whoever makes it, takes over what an earlier run has read if that
   * was asked for, and writes down which accounts are to be read.
   */
  beginRun(run: ClaimedRun, signal: AbortSignal): Promise<BegunRun>;
  /**
   * Reads the accounts of a batch that are not done yet. Rejects if another attempt may do better:
   * `mayPass` tells that from other errors.
   */
  collectBatch(batch: Batch, signal: AbortSignal): Promise<BatchTally>;
  /** Publishes what was collected. */
  publishRun(runId: string, signal: AbortSignal): Promise<RunResult>;
}

export interface ClaimedRun {
  readonly runId: string;
  /** Such as the execution of a state machine. */
  readonly claimedBy: string;
}

export interface BegunRun {
  readonly runId: string;
  /** Whether somebody else makes the run. */
  readonly isDuplicate: boolean;
  /** How many accounts are to be read. */
  readonly accounts: number;
  /** Where they are listed. */
  readonly accountsLocation: string;
}

export interface Batch {
  readonly runId: string;
  readonly accountIds: readonly string[];
  /** Whether nobody tries again what could not be read now. */
  readonly isLastAttempt: boolean;
  /** What is not read by then is left to another attempt. */
  readonly deadline: Date;
}

/** The steps in a session. What one of them keeps another has to find, so no store of a process will do. */
export const STEPS = {
  async beginRun(session: Session, { runId, claimedBy }: ClaimedRun): Promise<BegunRun> {
    const { runStore, handout } = placesOf(session);
    const before = await findRun(runId, [runStore]);
    const { plan } = before ?? (await begin(session, [runStore], { runId, claimedBy }));
    const accountsLocation = handout.accountsLocation(runId);
    if (plan.claimedBy !== claimedBy) {
      return { runId, isDuplicate: true, accounts: 0, accountsLocation };
    }
    const { clock, world, caller } = session;
    const parentStore = await parentStoreOf(plan, [runStore]);
    const standing = await findStanding(plan, { runStore, parentStore, clock }, before !== null);
    sayStarted(plan, standing, { reporter: world.reporter, callerArn: caller.arn });
    const accountIds = standing.waiting.map(({ accountId }) => accountId);
    await handout.write(plan, accountIds);
    return { runId, isDuplicate: false, accounts: accountIds.length, accountsLocation };
  },

  async collectBatch(session: Session, batch: Batch): Promise<BatchTally> {
    const { settings, clock, world, signal: stop } = session;
    const { concurrency, reuse } = settings;
    const { runStore, handout } = placesOf(session);
    const plan = await handout.planFor(batch.runId, batch.accountIds);
    const access = createAccountAccess(accessOptionsOf(session, plan.settings));
    return collectBatch(
      plan,
      { access, runStore, clock, reporter: world.reporter },
      { ...batch, concurrency, reuse, stop },
    );
  },

  async publishRun(session: Session, runId: string): Promise<RunResult> {
    const { clock, world, connection } = session;
    const { runStore } = placesOf(session);
    const { plan } = await findResumable(runId, [runStore], clock.now());
    const ports = { runStore, target: targetOf(session), clock, reporter: world.reporter };
    const result = await publishRun(plan, ports, { wayOn: wayOnIn(world) });
    return withThrottling(result, connection.governor.throttling());
  },
};

interface StepPlaces {
  readonly runStore: RunStore;
  readonly handout: Handout;
}

function placesOf(session: Session): StepPlaces {
  const [place] = runPlacesOf(session);
  if (place === undefined)
    throw new CollectorError('INTERNAL', 'there is no store to keep runs in');
  return {
    runStore: createRunStore(place.store, { clock: session.clock }),
    handout: createHandout(place.store),
  };
}
