import { CollectorError } from '../errors.ts';
import { toInstant } from '../model/instant.ts';
import type { AccountOutcome } from '../model/part.ts';
import type { Plan, PlannedAccount } from '../organization/plan.ts';
import type { Manifest } from '../output/manifest.ts';
import { dataNames, type NameMarks } from '../output/names.ts';
import { outcomeOfUnread } from '../output/outcomes.ts';
import { toManifest } from '../output/to-manifest.ts';
import type { Clock, Store } from '../ports.ts';
import { TOOL } from '../version.ts';
import { type DataFiles, openDataFiles } from './data-files.ts';
import type { DataRecord, NamedManifest } from './data-record.ts';
import { readPreviousSnapshot, type Settled, settleLatest, weaknessOf } from './latest-pointer.ts';
import { areFree, manifestNameOf, readManifest, writeManifest } from './manifest-file.ts';
import { readAhead } from './read-ahead.ts';
import type { PackedPart, RunStore } from './run-store.ts';

export interface PublishPorts {
  readonly target: Store;
  readonly runStore: RunStore;
  readonly clock: Clock;
}

/** What was published. */
export interface Snapshot extends NamedManifest, Settled {}

/**
 * Makes the snapshot of a run from its parts: first the data, then the manifest, then
 * `latest.json`. Parts are streamed in the order of the accounts, so memory does not grow with the
 * organization, and nobody sees a file before it is whole.
 *
 * If nothing was collected there is no data file, only a manifest that says why.
 *
 * @param begun - How far an earlier attempt came with the data of the same parts.
 */
export async function publish(
  plan: Plan,
  ports: PublishPorts,
  begun: DataRecord | null,
): Promise<Snapshot> {
  const recorded = begun?.published ?? null;
  if (recorded !== null && (await writeManifest(ports.target, recorded))) {
    return settled(plan, ports.target, recorded);
  }
  return settled(plan, ports.target, await publishParts(plan, ports, begun));
}

/**
 * The snapshot that an earlier attempt at the same run published, with `latest.json` moved if that
 * is still to be done; `null` if there is none. A run that collected nothing does not count: another
 * attempt may do better.
 */
export async function findPublished(plan: Plan, target: Store): Promise<Snapshot | null> {
  const published = await findManifest(plan, target);
  return published === null ? null : settled(plan, target, published);
}

async function settled(plan: Plan, target: Store, published: NamedManifest): Promise<Snapshot> {
  return { ...published, ...(await settleLatest(target, published, plan.settings.minCoverage)) };
}

/** A store that may not be read cannot tell; then publishing finds out that a name is taken. */
async function findManifest(plan: Plan, target: Store): Promise<NamedManifest | null> {
  for (const marks of [false, true].flatMap((incomplete) => marksToTry(incomplete))) {
    const manifestName = manifestNameOf(dataNames(plan, marks));
    const manifest = await readManifest(target, manifestName);
    if (manifest?.runId === plan.runId && manifest.status !== 'FAILED') {
      return { manifest, manifestName };
    }
  }
  return null;
}

/** For the plain names, then for those to take if another run has any of them. */
function marksToTry(incomplete: boolean): readonly NameMarks[] {
  return [false, true].map((taken) => ({ taken, incomplete }));
}

async function publishParts(
  plan: Plan,
  ports: PublishPorts,
  begun: DataRecord | null,
): Promise<NamedManifest> {
  const { target, runStore, clock } = ports;
  const previous = await readPreviousSnapshot(target);
  const data = await openDataFiles(plan, target);
  try {
    const outcomes = await appendRows(plan, runStore, data);
    // Another attempt at the run, such as a repeated delivery of its event, may have been quicker.
    const meanwhile = await findManifest(plan, target);
    if (meanwhile !== null) return meanwhile;
    const finishedAt = toInstant(clock.now());
    const manifest = toManifest({ plan, outcomes, files: [], finishedAt, tool: TOOL });
    const weakness = weaknessOf(manifest, plan.settings.minCoverage, previous);
    const choices = marksToTry(begun?.marks.incomplete ?? weakness !== null);
    return manifest.status === 'FAILED'
      ? await publishFailure(plan, { manifest, choices }, target)
      : await publishData(plan, { manifest, choices }, data, ports);
  } finally {
    await data.discard();
  }
}

async function appendRows(
  plan: Plan,
  runStore: RunStore,
  data: DataFiles,
): Promise<readonly AccountOutcome[]> {
  const read = async (account: PlannedAccount) => ({
    account,
    packed: account.skip === null ? await runStore.readPacked(plan.runId, account.accountId) : null,
  });
  const ahead = { atATime: READ_AHEAD, maxWaiting: READ_AHEAD_BYTES, sizeOf: packedBytes };
  const outcomes: AccountOutcome[] = [];
  for await (const { account, packed } of readAhead(plan.accounts, read, ahead)) {
    const part = packed === null ? null : await packed.unpack();
    outcomes.push(part?.outcome ?? outcomeOfUnread(account));
    if (part !== null) await data.appendRows(part, account);
  }
  return outcomes;
}

/** Parts that are read at the same time: 50,000 at 30 ms each take less than a minute. */
const READ_AHEAD = 32;

/** Of the parts that were read and wait, as they are kept: of users they are some ten times as much. */
const READ_AHEAD_BYTES = 16 * 1024 * 1024;

function packedBytes({ packed }: { readonly packed: PackedPart | null }): number {
  return packed?.bytes ?? 0;
}

interface Publication {
  /** Without the files. */
  readonly manifest: Manifest;
  /** The names to try, in this order. */
  readonly choices: readonly NameMarks[];
}

/** Under the first names that can be had, unless another attempt at the run is quicker. */
async function publishData(
  plan: Plan,
  { manifest, choices }: Publication,
  data: DataFiles,
  ports: PublishPorts,
): Promise<NamedManifest> {
  for (const marks of choices) {
    const published = await publishAs(marks, { plan, manifest, data, ports });
    if (published !== null) return published;
    // The names are another run's of the same second, or those of another attempt at this one.
    const meanwhile = await findManifest(plan, ports.target);
    if (meanwhile !== null) return meanwhile;
  }
  const names = choices.flatMap((marks) => dataNames(plan, marks)).map(({ name }) => name);
  throw new CollectorError(
    'STORE_FAILED',
    `expected a free name for the data at ${ports.target.location}, found ${names.join(' and ')} taken`,
  );
}

interface NamedPublication extends Pick<Publication, 'manifest'> {
  readonly plan: Plan;
  readonly data: DataFiles;
  readonly ports: PublishPorts;
}

/**
 * Every step is put down before it is done, so that a resumed run does the same ones. Gives `null`
 * where somebody else has the names.
 */
async function publishAs(
  marks: NameMarks,
  { plan, manifest, data, ports: { target, runStore } }: NamedPublication,
): Promise<NamedManifest | null> {
  const names = dataNames(plan, marks);
  if (!(await areFree(target, names, plan.runId))) return null;
  await runStore.writeData(plan.runId, { schemaVersion: 1, marks, published: null });
  const own = dataNames(plan, { ...marks, taken: true });
  const files = await data.publishAs(names, own, plan.runId);
  if (files === null) return null;
  const published = { manifest: { ...manifest, files }, manifestName: manifestNameOf(names) };
  await runStore.writeData(plan.runId, { schemaVersion: 1, marks, published });
  return (await writeManifest(target, published)) ? published : null;
}

/** If no name can be had, earlier attempts at the run have left the same word already. */
async function publishFailure(
  plan: Plan,
  { manifest, choices }: Publication,
  target: Store,
): Promise<NamedManifest> {
  let published: NamedManifest = { manifest, manifestName: '' };
  for (const marks of choices) {
    published = { manifest, manifestName: manifestNameOf(dataNames(plan, marks)) };
    if (await writeManifest(target, published)) break;
  }
  return published;
}
