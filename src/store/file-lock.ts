import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf } from './disk-error.ts';

/** How often a waiting process looks again. */
const POLL_MS = 25;

/**
 * Runs `action` while no other process does so under the same lock file.
 *
 * A holder that has crashed leaves the file. Whoever has seen the same holder for `patienceMs`
 * takes the lock from it: an action takes milliseconds, and no two clocks need to agree.
 */
export async function withFileLock<T>(
  path: string,
  patienceMs: number,
  action: () => Promise<T>,
): Promise<T> {
  const token = randomUUID();
  await acquire({ path, patienceMs, token });
  try {
    return await action();
  } finally {
    if ((await holderOf(path)) === token) await rm(path, { force: true });
  }
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
    if (holder !== null && waited >= lock.patienceMs) await takeAway(lock.path, holder);
    else await sleep(POLL_MS);
  }
}

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
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
  await rm(aside, { force: true });
}
