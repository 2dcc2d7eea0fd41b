import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf } from './disk-error.ts';
import { MAKER_MARK } from './maker-mark.ts';

/**
 * Makes a directory and those above it, for the owner only; those that exist stay as they are. Not
 * `recursive` of Node.js, which never returns where a parent exists and refuses with ENOENT (`/proc`).
 */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' && dirname(path) !== path) {
      await makeDirectory(dirname(path));
      await makeOneDirectory(path);
    } else await requireDirectory(path, error);
  }
}

/** Another process may have made it in the meantime. */
async function makeOneDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    await requireDirectory(path, error);
  }
}

/** Whatever `mkdir` says of it: a read-only file system answers EROFS before EEXIST, for one. */
async function requireDirectory(path: string, error: unknown): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() !== true) throw error;
}

/** A path in the same directory for a file in the making. */
export function temporaryPath(directory: string): string {
  return join(directory, `.${MAKER_MARK}-${randomUUID()}.tmp`);
}

/** Writes a temporary file beside `path`, on the disk when this returns, and gives its path. */
export async function writeTemporary(path: string, bytes: Uint8Array): Promise<string> {
  await makeDirectory(dirname(path));
  const temporary = temporaryPath(dirname(path));
  try {
    await writeFile(temporary, bytes, { flag: 'wx', mode: 0o600, flush: true });
    return temporary;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Puts a temporary file in the place of `path`, whatever is there. */
export async function moveInto(path: string, temporary: string): Promise<void> {
  await rename(temporary, path);
  await syncDirectory(dirname(path));
}

/** Gives a finished file the name `path` too, unless the name is taken: then resolves to `false`. */
export async function linkExclusively(finished: string, path: string): Promise<boolean> {
  try {
    await link(finished, path);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    if (!NO_LINKS.has(errnoOf(error))) throw error;
    if (!(await renameExclusively(finished, path))) return false;
  }
  await syncDirectory(dirname(path));
  return true;
}

/** What a file system without hard links (FAT, some network shares) answers to `link`. */
const NO_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
]);

/**
 * The same by renaming. Takes the name with an empty file first. A crash between the two steps leaves that empty file,
 * so a later attempt finds the name taken and chooses another: nothing is lost or overwritten.
 */
export async function renameExclusively(finished: string, path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', 0o600)).close();
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
  await rename(finished, path);
  return true;
}

/** Makes a new name survive a power failure. Not every system can open a directory. */
async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(path, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch {
    // The file itself is on the disk: only its newest name may be missing after a power failure.
  }
}
