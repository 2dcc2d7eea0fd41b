import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CollectorError } from '../errors.ts';
import type { Draft, DraftDigest } from '../ports.ts';
import { diskError } from './disk-error.ts';
import { linkExclusively, makeDirectory, temporaryPath } from './files.ts';
import { openSpool, type Spool } from './spool.ts';

/** Begins a file under a temporary name in the store's directory: publishing is only a new name. */
export async function createDirectoryDraft(
  directory: string,
  pathOf: (name: string) => string,
): Promise<Draft> {
  const spool = await attempt('write in', directory, async () => {
    await makeDirectory(directory);
    return openSpool(temporaryPath(directory));
  });
  let published = false;
  return {
    async append(text) {
      if (published) throw new CollectorError('INTERNAL', 'the draft is published already');
      await attempt('write in', directory, () => spool.append(text));
    },
    digest: () => spool.digest(),
    async publishAs(name) {
      const path = pathOf(name);
      const created = await attempt('write', path, () => publish(spool, path));
      published ||= created;
      return created ? 'created' : 'taken';
    },
    discard: () => attempt('remove', spool.path, () => spool.close()),
  };
}

/**
 * Whatever run wrote it, a file of the same bytes is the one that was to be written: they hold the
 * instant of the run and what it read.
 */
async function publish(spool: Spool, path: string): Promise<boolean> {
  await spool.sync();
  await makeDirectory(dirname(path));
  return (await linkExclusively(spool.path, path)) || (await holds(path, spool.digest()));
}

async function holds(path: string, digest: DraftDigest): Promise<boolean> {
  if ((await stat(path)).size !== digest.bytes) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex') === digest.sha256;
}

async function attempt<T>(what: string, path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw diskError(error, what, path);
  }
}
