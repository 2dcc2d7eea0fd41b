import { CollectorError } from '../errors.ts';
import type { Plan, PlanHead } from '../organization/plan.ts';
import { accountsName, planHeadName } from '../output/names.ts';
import type { Store } from '../ports.ts';
import { isObject, parseJson } from './documents.ts';

/** What a run that many functions make hands out to them, beside its plan. */
export interface Handout {
  /** Writes what is common to all, and the list of the accounts that are to be read. */
  write(plan: Plan, accountIds: readonly string[]): Promise<void>;
  /** The full location of the list of accounts. */
  accountsLocation(runId: string): string;
  /** The plan as far as it concerns a few of its accounts. */
  planFor(runId: string, accountIds: readonly string[]): Promise<Plan>;
}

/** A function that reads ten accounts need not read a plan of fifty thousand. */
export function createHandout(runStore: Store): Handout {
  return {
    async write(plan, accountIds) {
      const { runId } = plan;
      await runStore.write(planHeadName(runId), Buffer.from(`${JSON.stringify(headOf(plan))}\n`));
      const lines = accountIds.map((accountId) => `${JSON.stringify({ accountId })}\n`);
      await runStore.write(accountsName(runId), Buffer.from(lines.join('')));
    },
    accountsLocation: (runId) => runStore.locationOf(accountsName(runId)),
    async planFor(runId, accountIds) {
      const name = planHeadName(runId);
      const stored = await runStore.read(name);
      if (stored === null) throw notFound(runId, runStore.location);
      const head = parseJson(stored.bytes);
      if (!isPlanHead(head)) throw unreadable(runStore.locationOf(name));
      return { ...head, accounts: accountIds.map(toRead) };
    },
  };
}

function headOf(plan: Plan): PlanHead {
  const { accounts: _accounts, ...head } = plan;
  return head;
}

/** It was written by `write` or by nobody. */
function isPlanHead(value: unknown): value is PlanHead {
  return isObject(value) && value.schemaVersion === 1 && isObject(value.settings);
}

function toRead(accountId: string): Plan['accounts'][number] {
  return { accountId, accountName: null, organizationalUnitPath: null, state: null, skip: null };
}

function notFound(runId: string, location: string): CollectorError {
  return new CollectorError(
    'RUN_NOT_FOUND',
    `expected the run ${runId} in ${location}, found none`,
  );
}

function unreadable(location: string): CollectorError {
  return new CollectorError(
    'STORE_FAILED',
    `expected the plan of a run without its accounts at ${location}, found something else`,
    { remedy: 'Start a new run.' },
  );
}
