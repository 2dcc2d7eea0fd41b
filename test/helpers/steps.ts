import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Part } from '../../src/model/part.ts';
import { decodePart } from '../../src/output/part.ts';
import type { Organization } from '../../src/simulation/index.ts';
import type { BegunRun } from '../../src/wiring.ts';
import { accountsOf } from './organizations.ts';
import { FEW_ATTEMPTS, NOW, type RunOptions, type SimulatedWorld } from './run-simulated.ts';

/** The run of every test in steps. */
export const RUN = '20260115T123456Z-0a1b2c';

/** The execution that makes it, unless a test says otherwise. */
export const EXECUTION = 'arn:aws:states:eu-central-1:111111111111:execution:collector:1';

export const IN_AN_HOUR = new Date(NOW.getTime() + 3_600_000);

export const never = () => new AbortController().signal;

/** The first step. */
export function beginRun(
  world: SimulatedWorld,
  options: RunOptions = {},
  claimedBy = EXECUTION,
): Promise<BegunRun> {
  return world.collector(options).beginRun({ runId: RUN, claimedBy }, never());
}

export interface BatchOptions extends RunOptions {
  readonly isLastAttempt?: boolean;
}

/** The second step, for some accounts, with all the time of the world. */
export function collectBatch(
  world: SimulatedWorld,
  accountIds: readonly string[],
  { isLastAttempt = false, ...options }: BatchOptions = {},
) {
  const batch = { runId: RUN, accountIds, isLastAttempt, deadline: new Date(8.64e15) };
  return world.collector({ retry: FEW_ATTEMPTS, ...options }).collectBatch(batch, never());
}

/** In the order of the file. */
export function idsOf({ accounts }: Organization): readonly string[] {
  return accounts.map(({ id }) => id).toSorted();
}

/** Without the account of the caller, which is read with its own credentials if need be. */
export function membersOf({ accounts, ...organization }: Organization) {
  const { accountId } = organization.caller;
  return accountsOf({ ...organization, accounts: accounts.filter(({ id }) => id !== accountId) });
}

/** Of one service, about one account or all. */
export function callsOf(
  { simulation }: SimulatedWorld,
  service: string,
  accountId?: string,
): number {
  const calls = Object.entries(simulation.calls.byOperation(accountId));
  return calls
    .filter(([operation]) => operation.startsWith(`${service}:`))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** The accounts that the first step has listed. */
export async function listedAccounts(world: SimulatedWorld): Promise<readonly string[]> {
  const lines = (await readRunFile(world, 'accounts.jsonl')).split('\n').slice(0, -1);
  return lines.map((line) => (JSON.parse(line) as { readonly accountId: string }).accountId);
}

/** What the run store has of the run under a name. */
export async function readRunFile({ directory }: SimulatedWorld, name: string): Promise<string> {
  return readFile(join(directory, `out/_iam-users/runs/${RUN}/${name}`), 'utf8');
}

/** The part of an account; `null`: there is none. */
export async function partOf(
  { directory }: SimulatedWorld,
  accountId: string,
): Promise<Part | null> {
  const path = join(directory, `out/_iam-users/runs/${RUN}/parts/${accountId}.jsonl.gz`);
  const packed = await readFile(path).catch(() => null);
  return packed === null ? null : decodePart(gunzipSync(packed).toString());
}
