import type { Plan } from '../organization/plan.ts';
import { dataNames } from '../output/names.ts';
import type { Store } from '../ports.ts';
import type { DataRecord } from './data-record.ts';
import { unlessDenied } from './denial.ts';
import type { RunStore } from './run-store.ts';

/**
 * How far an earlier attempt at the run came with its data; `null` if nothing of it is visible, so
 * that accounts may be read again. A target that does not tell is taken to have something.
 */
export async function findBegunData(
  plan: Plan,
  runStore: RunStore,
  target: Store,
): Promise<DataRecord | null> {
  const record = await unlessDenied(runStore.readData(plan.runId), null);
  if (record === null || record.published !== null) return record;
  const names = dataNames(plan, record.marks).map(({ name }) => name);
  return (await unlessDenied(hasAny(target, names), true)) ? record : null;
}

async function hasAny(target: Store, names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    for await (const found of target.list(name)) if (found === name) return true;
  }
  return false;
}
