import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseIfHolderGone } from './file-lock.ts';
import { isMakerGone, MAKER_MARK_PATTERN } from './maker-mark.ts';

/**
 * Removes the files in the making, and the locks, of processes that have crashed. What cannot be
 * removed stays; the directory need not exist.
 */
export async function removeAbandoned(directory: string): Promise<void> {
  try {
    for (const name of await readdir(directory)) {
      if (name.startsWith('.')) await removeIfAbandoned(directory, name);
    }
  } catch {
    // Whoever may not tidy up here finds out what else is denied, and says so, when it matters.
  }
}

async function removeIfAbandoned(directory: string, name: string): Promise<void> {
  const path = join(directory, name);
  if (LOCK_NAME.test(name)) await releaseIfHolderGone(path);
  const { mark } = TEMPORARY_NAME.exec(name)?.groups ?? {};
  if (mark !== undefined && (isMakerGone(mark) || (await isOld(path)))) {
    await rm(path, { force: true });
  }
}

const LOCK_NAME = /\.lock$/;
const TEMPORARY_NAME = new RegExp(`^\\.(?<mark>${MAKER_MARK_PATTERN})-[0-9a-f-]{36}\\.tmp$`);

/** Longer than any run goes on without writing. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

async function isOld(path: string): Promise<boolean> {
  const { mtimeMs = Number.POSITIVE_INFINITY } = (await stat(path).catch(() => null)) ?? {};
  return Date.now() - mtimeMs > ABANDONED_AFTER_MS;
}
