import { toLatestPointer, whyNotGoodEnough } from '../output/latest.ts';
import type { LatestPointer, Manifest } from '../output/manifest.ts';
import { isIncompleteName, LATEST_NAME } from '../output/names.ts';
import { renderManifest } from '../output/to-manifest.ts';
import type { Store } from '../ports.ts';
import type { NamedManifest } from './data-record.ts';
import { unlessDenied } from './denial.ts';
import { parseManifest, parsePointer } from './documents.ts';

/** What `latest.json` points to at a moment. */
export interface PreviousSnapshot {
  readonly pointer: LatestPointer | null;
  /** `null`: there is none, or it makes no sense. */
  readonly manifest: Manifest | null;
  /** For replacing the pointer only if it is still the same; `null`: there is none. */
  readonly version: string | null;
  /** Whether the store let it be read. */
  readonly isReadable: boolean;
}

/** How often the pointer is read again because another run was quicker. */
const ATTEMPTS = 5;

/** Reads what the newest good snapshot is. What makes no sense counts as none. */
export async function readPreviousSnapshot(target: Store): Promise<PreviousSnapshot> {
  return unlessDenied(readSnapshot(target), { ...NONE, isReadable: false });
}

const NONE: PreviousSnapshot = { pointer: null, manifest: null, version: null, isReadable: true };

async function readSnapshot(target: Store): Promise<PreviousSnapshot> {
  const stored = await target.read(LATEST_NAME);
  if (stored === null) return NONE;
  const pointer = parsePointer(stored.bytes);
  const manifest = pointer === null ? null : await target.read(pointer.manifest);
  return {
    pointer,
    manifest: manifest === null ? null : parseManifest(manifest.bytes),
    version: stored.version,
    isReadable: true,
  };
}

/** Why a snapshot is not good enough to be the latest, in one sentence; `null` if it is. */
export function weaknessOf(
  manifest: Manifest,
  minCoverage: number,
  previous: PreviousSnapshot,
): string | null {
  const { coverage, accounts } = manifest;
  const before = previous.manifest?.accounts ?? null;
  return whyNotGoodEnough({ coverage, minCoverage, accounts, previous: before });
}

/** What became of `latest.json`. */
export interface Settled {
  /** Why it does not point to the snapshot, in one sentence; `null` if it does. */
  readonly latestReason: string | null;
  /** The users of the snapshot that it pointed to before; `null` if that is not known. */
  readonly usersBefore: number | null;
}

/**
 * Lets `latest.json` point to a snapshot that is good enough, unless it points to a later one.
 * Harmless if it does so already.
 */
export async function settleLatest(
  target: Store,
  published: NamedManifest,
  minCoverage: number,
): Promise<Settled> {
  const previous = await readPreviousSnapshot(target);
  if (previous.pointer?.runId === published.manifest.runId) {
    return { latestReason: null, usersBefore: null };
  }
  const latestReason = await settleAfter(previous, { target, published, minCoverage });
  return { latestReason, usersBefore: previous.manifest?.users ?? null };
}

interface Settling {
  readonly target: Store;
  readonly published: NamedManifest;
  readonly minCoverage: number;
}

async function settleAfter(
  previous: PreviousSnapshot,
  { target, published, minCoverage }: Settling,
): Promise<string | null> {
  const { manifest } = published;
  const weakness = weaknessOf(manifest, minCoverage, previous);
  if (weakness !== null) return weakness;
  // Measured against another snapshot than now; but what is called incomplete is never the latest.
  if (manifest.files.some(({ key }) => isIncompleteName(key))) {
    return 'Too much was missing when it was published.';
  }
  return moveLatest(target, published, previous);
}

async function moveLatest(
  target: Store,
  { manifest, manifestName }: NamedManifest,
  seen: PreviousSnapshot,
): Promise<string | null> {
  const bytes = Buffer.from(renderManifest(toLatestPointer(manifest, manifestName)));
  let previous = seen;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { pointer } = previous;
    if (pointer?.runId === manifest.runId) return null;
    if (pointer !== null && pointer.collectedAt >= manifest.collectedAt) {
      return `The run ${pointer.runId}, which is not older, is there already.`;
    }
    if (await target.replace(LATEST_NAME, bytes, previous.version)) return null;
    if (!previous.isReadable)
      return `${target.locationOf(LATEST_NAME)} exists and may not be read.`;
    previous = await readPreviousSnapshot(target);
  }
  return 'Other runs kept replacing it at the same time.';
}
