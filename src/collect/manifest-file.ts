import type { Manifest } from '../output/manifest.ts';
import { type DataNames, manifestName } from '../output/names.ts';
import { renderManifest } from '../output/to-manifest.ts';
import type { Store } from '../ports.ts';
import type { NamedManifest } from './data-record.ts';
import { unlessDenied } from './denial.ts';
import { parseManifest } from './documents.ts';

/** The manifest is named after the first of the files. */
export function manifestNameOf([first]: DataNames): string {
  return manifestName(first.name);
}

/** The manifest of that name; `null`: there is none, it is something else, or it may not be read. */
export async function readManifest(target: Store, name: string): Promise<Manifest | null> {
  const stored = await unlessDenied(target.read(name), null);
  return stored === null ? null : parseManifest(stored.bytes);
}

/**
 * Whether a run may put its files and their manifest there. Another run may have no file of one of
 * these names and a manifest all the same: because it failed, or has other formats.
 */
export async function areFree(target: Store, names: DataNames, runId: string): Promise<boolean> {
  for (const { name } of names) {
    const holder = await readHolder(target, manifestName(name), runId);
    if (holder.kind === 'other') return false;
  }
  return !(await isHeldInPart(target, names));
}

/**
 * Whether a later file is there and the first is not. It is another's then, since a run publishes
 * its files in order; the first must not become visible beside it. Where the first is there, its
 * publishing finds out whose it is. The later ones are looked for before it: an attempt at the same
 * run may be publishing right now.
 */
async function isHeldInPart(target: Store, [first, ...later]: DataNames): Promise<boolean> {
  for (const { name } of later) {
    if (await unlessDenied(isThere(target, name), false)) {
      return !(await unlessDenied(isThere(target, first.name), false));
    }
  }
  return false;
}

async function isThere(target: Store, name: string): Promise<boolean> {
  for await (const found of target.list(name)) if (found === name) return true;
  return false;
}

/**
 * Writes a manifest, in the place of none but the run's own that said `FAILED`.
 *
 * @returns Whether it could have the name.
 */
export async function writeManifest(
  target: Store,
  { manifest, manifestName: name }: NamedManifest,
): Promise<boolean> {
  const text = renderManifest(manifest);
  const holder = await readHolder(target, name, manifest.runId);
  if (holder.kind === 'own failure') {
    return target.replace(name, Buffer.from(text), holder.version);
  }
  // Also where another has the name: it may be this very manifest, which an earlier attempt wrote.
  const draft = await target.draft();
  try {
    await draft.append(text);
    return (await draft.publishAs(name, manifest.runId)) === 'created';
  } finally {
    await draft.discard();
  }
}

/** Who has the name of a manifest. A store that may not be read does not tell. */
type Holder =
  | { readonly kind: 'nobody known' | 'other' }
  | { readonly kind: 'own failure'; readonly version: string };

async function readHolder(target: Store, name: string, runId: string): Promise<Holder> {
  const stored = await unlessDenied(target.read(name), null);
  if (stored === null) return { kind: 'nobody known' };
  const manifest = parseManifest(stored.bytes);
  const isOwnFailure = manifest?.runId === runId && manifest.status === 'FAILED';
  return isOwnFailure ? { kind: 'own failure', version: stored.version } : { kind: 'other' };
}
