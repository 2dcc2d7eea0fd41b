import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { compareText } from '../model/text-order.ts';
import type { Draft, Store, StoredObject } from '../ports.ts';
import { removeAbandoned } from './abandoned.ts';
import { createDirectoryDraft } from './directory-draft.ts';
import { tryToWriteFile } from './directory-trial.ts';
import { diskError, errnoOf } from './disk-error.ts';
import { withFileLock } from './file-lock.ts';
import { moveInto, writeTemporary } from './files.ts';
import { checkObjectName } from './object-name.ts';

export interface DirectoryStoreOptions {
  /** Milliseconds after which the lock of a crashed process is taken from it. @defaultValue 10000 */
  readonly lockPatienceMs?: number;
}

/** Keeps objects as files below a directory, which is made when the first one is written. */
export function createDirectoryStore(path: string, options: DirectoryStoreOptions = {}): Store {
  const location = resolve(path);
  const lockPatienceMs = options.lockPatienceMs ?? 10_000;
  const pathOf = (name: string): string => {
    checkObjectName(name);
    return join(location, name);
  };
  const tidied = new Set<string>();
  /** Before anything is done in a directory for the first time. */
  const tidy = async (directory: string): Promise<void> => {
    if (tidied.has(directory)) return;
    tidied.add(directory);
    await removeAbandoned(directory);
  };
  const tidyPathOf = async (name: string): Promise<string> => {
    const path = pathOf(name);
    await tidy(location);
    await tidy(dirname(path));
    return path;
  };
  return {
    location,
    locationOf: (name) => join(location, name),
    read: async (name) => readObject(await tidyPathOf(name)),
    write: async (name, bytes) => writeObject(await tidyPathOf(name), bytes),
    replace: async (name, bytes, version) =>
      replaceObject({ path: await tidyPathOf(name), version, lockPatienceMs }, bytes),
    list: (prefix) => listFiles(location, '', prefix),
    async draft(): Promise<Draft> {
      await tidy(location);
      return createDirectoryDraft(location, pathOf);
    },
    tryToWrite: async (name) => tryToWriteFile(pathOf(name)),
  };
}

/** The version is the digest of the content. */
async function readObject(path: string): Promise<StoredObject | null> {
  try {
    const bytes = await readFile(path);
    return { bytes, version: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw diskError(error, 'read', path);
  }
}

async function writeObject(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await withTemporary(path, bytes, (temporary) => moveInto(path, temporary));
  } catch (error) {
    throw diskError(error, 'write', path);
  }
}

interface Replacement {
  readonly path: string;
  readonly version: string | null;
  readonly lockPatienceMs: number;
}

/** The slow part, writing, is done before the lock is taken. */
async function replaceObject(replacement: Replacement, bytes: Uint8Array): Promise<boolean> {
  const { path, version, lockPatienceMs } = replacement;
  const lock = join(dirname(path), `.${basename(path)}.lock`);
  try {
    return await withTemporary(path, bytes, (temporary) =>
      withFileLock(lock, lockPatienceMs, async () => {
        const current = await readObject(path);
        if ((current?.version ?? null) !== version) return false;
        await moveInto(path, temporary);
        return true;
      }),
    );
  } catch (error) {
    throw diskError(error, 'write', path);
  }
}

/** Hands a written file beside `path` to the action, and removes it if it is still there then. */
async function withTemporary<T>(
  path: string,
  bytes: Uint8Array,
  action: (temporary: string) => Promise<T>,
): Promise<T> {
  const temporary = await writeTemporary(path, bytes);
  try {
    return await action(temporary);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Files in the order of their full names: a directory sorts as its name with a slash. */
async function* listFiles(root: string, below: string, prefix: string): AsyncGenerator<string> {
  const directory = join(root, below);
  for (const name of await entriesOf(directory)) {
    const full = below + name;
    if (name.startsWith('.')) continue;
    if (name.endsWith('/')) {
      if (full.startsWith(prefix) || prefix.startsWith(full)) yield* listFiles(root, full, prefix);
    } else if (full.startsWith(prefix)) yield full;
  }
}

/** The names in a directory, sorted, those of directories with a slash at the end. */
async function entriesOf(directory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    const names = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
    return names.sort(compareText);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw diskError(error, 'list', directory);
  }
}
