import { CollectorError } from '../errors.ts';
import { toLatestPointer } from '../output/latest.ts';
import type { LatestPointer, Manifest } from '../output/manifest.ts';
import { LATEST_NAME } from '../output/names.ts';
import { renderManifest } from '../output/to-manifest.ts';
import type { Store } from '../ports.ts';

/** What `latest.json` points to at a moment. */
export interface PreviousSnapshot {
  readonly pointer: LatestPointer | null;
  /** `null`: there is none, or it cannot be read. */
  readonly manifest: Manifest | null;
  /** For replacing the pointer only if it is still the same; `null`: there is none. */
  readonly version: string | null;
  /** Whether the store let it be read. */
  readonly isReadable: boolean;
}

/** How often the pointer is read again because another run was quicker. */
const ATTEMPTS = 5;

/** Reads what the newest good snapshot is. Something unreadable counts as none. */
export async function readPreviousSnapshot(target: Store): Promise<PreviousSnapshot> {
  try {
    const stored = await target.read(LATEST_NAME);
    if (stored === null) return NONE;
    const pointer = parse<LatestPointer>(stored.bytes);
    const manifest = pointer === null ? null : await target.read(pointer.manifest);
    return {
      pointer,
      manifest: manifest === null ? null : parse<Manifest>(manifest.bytes),
      version: stored.version,
      isReadable: true,
    };
  } catch (thrown) {
    const isDenied = thrown instanceof CollectorError && thrown.code === 'STORE_ACCESS_DENIED';
    if (!isDenied) throw thrown;
    return { ...NONE, isReadable: false };
  }
}

const NONE: PreviousSnapshot = { pointer: null, manifest: null, version: null, isReadable: true };

/**
 * Lets `latest.json` point to a snapshot, unless it points to a later one.
 *
 * @returns Why it does not, in one sentence; `null` if it does.
 */
export async function moveLatest(
  target: Store,
  manifest: Manifest,
  manifestName: string,
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

function parse<T extends { readonly runId: string }>(bytes: Uint8Array): T | null {
  try {
    const document: T = JSON.parse(Buffer.from(bytes).toString());
    return typeof document.runId === 'string' ? document : null;
  } catch {
    return null;
  }
}
