import { randomBytes } from 'node:crypto';
import { createOrganizationDirectory } from './aws/organization-directory.ts';
import { makePlan } from './collect/make-plan.ts';
import { requireAdoptable } from './collect/parent-run.ts';
import { createRunStore, type RunStore } from './collect/run-store.ts';
import { findResumable, findRun, type KeptRun, keepPlan } from './collect/run-stores.ts';
import type { Plan } from './organization/plan.ts';
import { requireAccounts } from './organization/select-accounts.ts';
import type { Session } from './wiring-session.ts';
import { runPlacesOf } from './wiring-stores.ts';

/** What may be fixed of a run from outside. */
export interface GivenRun {
  /** `null`: a new one. */
  readonly runId: string | null;
  /** Who makes it, where that is not one process. @defaultValue `null` */
  readonly claimedBy?: string | null;
}

/** Plans a run with the settings of the session; nothing is written. */
export async function planFor(
  { settings, connection, clock, signal }: Session,
  { runId, claimedBy = null }: GivenRun = { runId: null },
): Promise<Plan> {
  return makePlan(
    {
      runId,
      parentRunId: settings.retryFailed,
      claimedBy,
      accounts: settings.accounts,
      organizationId: settings.organizationId,
      filters: settings,
      settings: {
        roleName: settings.roleName,
        externalId: settings.externalId,
        freshness: settings.freshness,
        columns: settings.columns,
        rowForm: settings.rowForm,
        formats: settings.formats,
        rawCells: settings.rawCells,
        minCoverage: settings.minCoverage,
      },
    },
    {
      clock,
      directory: createOrganizationDirectory(connection),
      randomHex: () => randomBytes(3).toString('hex'),
    },
    signal,
  );
}

/** Plans a run, and keeps the plan in the first of the stores that takes it. */
export async function begin(
  session: Session,
  stores: readonly RunStore[],
  given: GivenRun,
): Promise<KeptRun> {
  const { settings, world, clock } = session;
  if (settings.retryFailed !== null) {
    const parent = await findResumable(settings.retryFailed, stores, clock.now());
    requireAdoptable(parent.plan, settings);
  }
  const plan = await planFor(session, given);
  requireAccounts(plan.accounts);
  return keepPlan(plan, stores, world.reporter);
}

/** Where runs are kept, in the order of preference. */
export function runStoresOf(session: Session): readonly RunStore[] {
  const { clock } = session;
  return runPlacesOf(session).map(({ store, isLasting }) =>
    createRunStore(store, { isLasting, clock }),
  );
}

/** Where the run is kept whose accounts a plan adopts; `null`: there is none, or it is gone. */
export async function parentStoreOf(
  { parentRunId }: Plan,
  stores: readonly RunStore[],
): Promise<RunStore | null> {
  if (parentRunId === null) return null;
  const parent = await findRun(parentRunId, stores);
  return parent?.runStore ?? null;
}
