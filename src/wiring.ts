import { createAccountAccess, createAccountTrials } from './aws/account-access.ts';
import { measureClockOffset } from './aws/clock-offset.ts';
import { type DiagnosisPorts, type DiagnosisProgress, diagnose } from './collect/diagnose.ts';
import { type RunOptions, type RunResult, runPlan } from './collect/run.ts';
import { findResumable, findRun, type KeptRun } from './collect/run-stores.ts';
import type { Plan } from './organization/plan.ts';
import type { Diagnosis } from './output/diagnosis.ts';
import type { Settings } from './settings/settings.ts';
import { begin, parentStoreOf, planFor, runStoresOf } from './wiring-runs.ts';
import {
  accessOptionsOf,
  type Session,
  type World,
  wayOnIn,
  withSession,
} from './wiring-session.ts';
import { STEPS, type Steps } from './wiring-steps.ts';
import { runPlacesOf, targetOf } from './wiring-stores.ts';
import { withThrottling } from './wiring-throttling.ts';

export type { World } from './wiring-session.ts';
export type { Batch, BegunRun, ClaimedRun, Steps } from './wiring-steps.ts';

/**
 * The product, put together for one set of settings. Every method rejects with a `CollectorError`,
 * which is `INTERRUPTED` if the signal was aborted before it could do its work.
 */
export interface Collector {
  /**
   * What `collect` would read and skip, be it that nothing is left to read. No more is read than the
   * organization, and nothing is written.
   */
  plan(signal: AbortSignal): Promise<Plan>;
  /**
   * Plans, collects, publishes. When the signal is aborted, no further account is started, those in
   * flight are finished and kept, and the error is `INTERRUPTED`.
   */
  collect(signal: AbortSignal, options?: CollectOptions): Promise<RunResult>;
  /** Tries everything that `collect` would need, and writes nothing. */
  diagnose(signal: AbortSignal, options?: DiagnoseOptions): Promise<Diagnosis>;
  /** Finishes a run that was interrupted. */
  resume(runId: string, signal: AbortSignal): Promise<RunResult>;
}

export interface DiagnoseOptions {
  /** How many accounts are tried. @defaultValue all that `collect` would read */
  readonly sample?: number | null;
  readonly onProgress?: (progress: DiagnosisProgress) => void;
}

export interface CollectOptions {
  /**
   * Given from outside, such as by the request of a Lambda function, it makes the run repeatable:
   * what an earlier attempt under the same id finished is not read again.
   */
  readonly runId?: string;
  /** The run has to be published by then; what is not read in time for that is `NOT_STARTED`. */
  readonly deadline?: Date;
}

/** Chooses the adapters. What it gives can also do a run in steps. */
export function createCollector(settings: Settings, world: World): Collector & Steps {
  const connected = <T>(signal: AbortSignal, work: (session: Session) => Promise<T>) =>
    withSession({ settings, world, signal }, work);
  return {
    plan: (signal) => connected(signal, (session) => planFor(session)),
    collect: (signal, { runId = null, deadline = null } = {}) =>
      connected(signal, async (session) => {
        const stores = runStoresOf(session);
        const before = runId === null ? null : await findRun(runId, stores);
        const kept = before ?? (await begin(session, stores, { runId }));
        return run(session, kept, { deadline, isResumed: before !== null });
      }),
    diagnose: (signal, { sample = null, onProgress = () => {} } = {}) =>
      connected(signal, (session) => {
        const { concurrency } = settings;
        return diagnose(diagnosisPortsOf(session), { concurrency, sample, onProgress }, signal);
      }),
    resume: (runId, signal) =>
      connected(signal, async (session) => {
        const kept = await findResumable(runId, runStoresOf(session), session.clock.now());
        return run(session, kept, { deadline: null, isResumed: true });
      }),
    beginRun: (claimed, signal) => connected(signal, (session) => STEPS.beginRun(session, claimed)),
    collectBatch: (batch, signal) =>
      connected(signal, (session) => STEPS.collectBatch(session, batch)),
    publishRun: (runId, signal) => connected(signal, (session) => STEPS.publishRun(session, runId)),
  };
}

async function run(
  session: Session,
  { plan, runStore }: KeptRun,
  options: Pick<RunOptions, 'deadline' | 'isResumed'>,
): Promise<RunResult> {
  const { settings, world, caller, clock, signal, connection } = session;
  const result = await runPlan(
    plan,
    {
      access: createAccountAccess(accessOptionsOf(session, plan.settings)),
      callerArn: caller.arn,
      runStore,
      parentStore: await parentStoreOf(plan, runStoresOf(session)),
      target: targetOf(session),
      clock,
      reporter: world.reporter,
    },
    {
      ...options,
      concurrency: settings.concurrency,
      reuse: settings.reuse,
      stop: signal,
      wayOn: wayOnIn(world),
    },
  );
  return withThrottling(result, connection.governor.throttling());
}

function diagnosisPortsOf(session: Session): DiagnosisPorts {
  const { settings, connection, caller, clock, signal } = session;
  return {
    caller,
    trials: createAccountTrials(accessOptionsOf(session, settings)),
    makePlan: () => planFor(session),
    makePlanWithoutAccounts: () => planFor({ ...session, settings: { ...settings, accounts: [] } }),
    measureClock: () => measureClockOffset(connection.sts, clock.now, signal),
    target: targetOf(session),
    runStores: runPlacesOf(session).map(({ store }) => store),
    clock,
  };
}
