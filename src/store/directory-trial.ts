import { rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { diskError, errnoOf } from './disk-error.ts';
import { temporaryPath } from './files.ts';

/**
 * Resolves if a file could be written at the path: an empty one is made and removed in the nearest
 * directory above it that exists. Asking for permissions alone would overlook read-only disks and
 * what network shares decide for themselves.
 */
export async function tryToWriteFile(path: string): Promise<void> {
  const directory = await nearestDirectory(dirname(path), path);
  const temporary = temporaryPath(directory);
  try {
    await writeFile(temporary, '', { flag: 'wx', mode: 0o600 });
    await rm(temporary);
  } catch (error) {
    throw diskError(error, 'write in', directory);
  }
}

/** A file in the place of a directory is left for the attempt to stumble over. */
async function nearestDirectory(directory: string, path: string): Promise<string> {
  try {
    await stat(directory);
    return directory;
  } catch (error) {
    const parent = dirname(directory);
    if (errnoOf(error) !== 'ENOENT' || parent === directory) throw diskError(error, 'write', path);
    return nearestDirectory(parent, path);
  }
}
