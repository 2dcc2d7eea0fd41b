import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf } from './disk-error.ts';
import { temporaryPath } from './files.ts';
import { isMakerGone, MAKER_MARK, MAKER_MARK_PATTERN } from './maker-mark.ts';

/** How often a waiting process looks again. */
const POLL_MS = 25;

/**
 * Runs `action` while no other process does so under the same lock file.
 *
 * A holder that has crashed leaves the file. The lock is taken from it at once where it is certain,
 * else by whoever has seen the same holder for `patienceMs`: an action takes milliseconds, and no two
 * clocks need to agree.
 */
export async function withFileLock<T>(
  path: string,
  patienceMs: number,
  action: () => Promise<T>,
): Promise<T> {
  const token = `${MAKER_MARK}-${randomUUID()}`;
  await acquire({ path, patienceMs, token });
  try {
    return await action();
  } finally {
    if ((await holderOf(path)) === token) await rm(path, { force: true });
  }
}

/** Takes the lock from a process of this machine that is gone. */
export async function releaseIfHolderGone(path: string): Promise<void> {
  const holder = await holderOf(path);
  if (holder !== null && isHolderGone(holder)) await takeAway(path, holder);
}

interface Lock {
  readonly path: string;
  readonly patienceMs: number;
  readonly token: string;
}

async function acquire(lock: Lock): Promise<void> {
  let holder: string | null = null;
  let waited = 0;
  while (!(await tryAcquire(lock))) {
    const current = await holderOf(lock.path);
    waited = current === holder ? waited + POLL_MS : 0;
    holder = current;
    const isOver = waited >= lock.patienceMs || isHolderGone(current);
    if (current !== null && isOver) await takeAway(lock.path, current);
    else await sleep(POLL_MS);
  }
}

function isHolderGone(token: string | null): boolean {
  const { mark } = TOKEN.exec(token ?? '')?.groups ?? {};
  return mark !== undefined && isMakerGone(mark);
}

const TOKEN = new RegExp(`^(?<mark>${MAKER_MARK_PATTERN})-[0-9a-f-]{36}$`);

async function tryAcquire({ path, token }: Lock): Promise<boolean> {
  try {
    await writeFile(path, token, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** The token of the holder; `null` if nobody holds the lock. */
async function holderOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Moves the file away, which succeeds for one process only, and only if the holder is still it. */
async function takeAway(path: string, holder: string): Promise<void> {
  if ((await holderOf(path)) !== holder) return;
  const aside = temporaryPath(dirname(path));
  try {
    await rename(path, aside);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
  await rm(aside, { force: true });
}
