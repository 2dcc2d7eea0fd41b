import { pMapIterable } from 'p-map';
import { CollectorError } from '../errors.ts';
import { toInstant } from '../model/instant.ts';
import type { AccountOutcome } from '../model/part.ts';
import type { Plan, PlannedAccount } from '../organization/plan.ts';
import { whyNotGoodEnough } from '../output/latest.ts';
import type { Manifest } from '../output/manifest.ts';
import { type DataNames, dataNames, manifestName } from '../output/names.ts';
import { outcomeOfUnread } from '../output/outcomes.ts';
import { renderManifest, toManifest } from '../output/to-manifest.ts';
import type { Clock, Store } from '../ports.ts';
import { TOOL } from '../version.ts';
import { type DataFiles, openDataFiles } from './data-files.ts';
import { moveLatest, readPreviousSnapshot } from './latest-pointer.ts';
import type { RunStore } from './run-store.ts';

export interface PublishPorts {
  readonly target: Store;
  readonly runStore: RunStore;
  readonly clock: Clock;
}

/** What was published. */
export interface Snapshot {
  readonly manifest: Manifest;
  readonly manifestName: string;
  /** Why `latest.json` does not point to this run, in one sentence; `null` if it does. */
  readonly latestReason: string | null;
}

/** Parts read ahead of the one that is written. */
const READ_AHEAD = 8;

/**
 * Makes the snapshot of a run from its parts: first the data, then the manifest, then
 * `latest.json`. Parts are streamed in the order of the accounts, so memory does not grow with the
 * organization, and nobody sees a file before it is whole.
 *
 * If nothing was collected there is no data file, only a manifest that says why.
 */
export async function publish(plan: Plan, ports: PublishPorts): Promise<Snapshot> {
  const { target, clock } = ports;
  const previous = await readPreviousSnapshot(target);
  const data = await openDataFiles(plan, target);
  try {
    const outcomes = await appendRows(plan, ports.runStore, data);
    const manifest = toManifest({
      plan,
      outcomes,
      files: [],
      finishedAt: toInstant(clock.now()),
      tool: TOOL,
    });
    const weakness = whyNotGoodEnough({
      coverage: manifest.coverage,
      minCoverage: plan.settings.minCoverage,
      accounts: manifest.accounts,
      previous: previous.manifest?.accounts ?? null,
    });
    const names = namesOf(plan, weakness !== null);
    const published =
      manifest.status === 'FAILED'
        ? await publishFailure(manifest, names.map(manifestNameOf), target)
        : await publishData(data, manifest, names, target);
    const latestReason =
      weakness ?? (await moveLatest(target, published.manifest, published.manifestName, previous));
    return { ...published, latestReason };
  } finally {
    await data.discard();
  }
}

/**
 * The snapshot that an earlier attempt at the same run published; `null` if there is none. A run
 * that collected nothing does not count: another attempt may do better.
 */
export async function findPublished(plan: Plan, target: Store): Promise<Snapshot | null> {
  const names = [false, true].flatMap((incomplete) => namesOf(plan, incomplete));
  for (const name of names.map(manifestNameOf)) {
    // A store that may not be read cannot tell; then publishing finds out that the name is taken.
    const manifest = await readManifest(target, name);
    if (manifest?.runId !== plan.runId || manifest.status === 'FAILED') continue;
    const previous = await readPreviousSnapshot(target);
    const isLatest = previous.pointer?.runId === plan.runId;
    const latestReason = isLatest ? null : 'The run was published before.';
    return { manifest, manifestName: name, latestReason };
  }
  return null;
}

async function readManifest(target: Store, name: string): Promise<Manifest | null> {
  try {
    const stored = await target.read(name);
    return stored === null ? null : JSON.parse(Buffer.from(stored.bytes).toString());
  } catch (thrown) {
    if (thrown instanceof CollectorError && thrown.code === 'STORE_ACCESS_DENIED') return null;
    throw thrown;
  }
}

/** The names of the data, and those to take if another run has any of them. */
function namesOf(plan: Plan, incomplete: boolean): readonly DataNames[] {
  return [false, true].map((taken) => dataNames(plan, { taken, incomplete }));
}

/** The manifest is named after the first of the files. */
function manifestNameOf([first]: DataNames): string {
  return manifestName(first.name);
}

async function appendRows(
  plan: Plan,
  runStore: RunStore,
  data: DataFiles,
): Promise<readonly AccountOutcome[]> {
  const read = async (account: PlannedAccount) => ({
    account,
    part: account.skip === null ? await runStore.readPart(plan.runId, account.accountId) : null,
  });
  const outcomes: AccountOutcome[] = [];
  for await (const { account, part } of pMapIterable(plan.accounts, read, {
    concurrency: READ_AHEAD,
  })) {
    outcomes.push(part?.outcome ?? outcomeOfUnread(account));
    if (part !== null) await data.appendRows(part, account);
  }
  return outcomes;
}

type Published = Pick<Snapshot, 'manifest' | 'manifestName'>;

async function publishData(
  data: DataFiles,
  manifest: Manifest,
  names: readonly DataNames[],
  target: Store,
): Promise<Published> {
  for (const dataNames of names) {
    const files = await data.publishAs(dataNames, manifest.runId);
    if (files === null) continue;
    const own = { ...manifest, files };
    const name = manifestNameOf(dataNames);
    // Taken if another run of the same second has the same data: that run's manifest is not ours.
    if (await writeManifest(own, name, target)) return { manifest: own, manifestName: name };
  }
  throw new CollectorError(
    'STORE_FAILED',
    `expected a free name for the data at ${target.location}, found ${names
      .flat()
      .map(({ name }) => name)
      .join(' and ')} taken`,
  );
}

/** If all names are taken, earlier attempts at the run have left the same word already. */
async function publishFailure(
  manifest: Manifest,
  names: readonly string[],
  target: Store,
): Promise<Published> {
  for (const name of names) {
    if (await writeManifest(manifest, name, target)) return { manifest, manifestName: name };
  }
  return { manifest, manifestName: names.at(-1) ?? '' };
}

/** @returns Whether the name was free. */
async function writeManifest(manifest: Manifest, name: string, target: Store): Promise<boolean> {
  const draft = await target.draft();
  try {
    await draft.append(renderManifest(manifest));
    return (await draft.publishAs(name, manifest.runId)) === 'created';
  } finally {
    await draft.discard();
  }
}
