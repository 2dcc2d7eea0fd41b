import { createHash, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/**
 * Names a process in the names of its files: the machine, the process id, and what tells it from an
 * earlier process of that id, which in a container is often the same.
 */
export const MAKER_MARK = markOf(hostname(), process.pid, randomUUID().slice(0, 8));

/** What a mark looks like, as part of a pattern. */
export const MAKER_MARK_PATTERN = '[0-9a-f]{8}-\\d+-[0-9a-f]{8}';

/**
 * Whether the process of a mark is certainly gone. Of another machine, as on a network share,
 * nothing is known.
 */
export function isMakerGone(mark: string): boolean {
  const [machine, pid, incarnation] = mark.split('-');
  const [ownMachine, ownPid, ownIncarnation] = MAKER_MARK.split('-');
  if (machine !== ownMachine) return false;
  if (pid === ownPid) return incarnation !== ownIncarnation;
  return !isRunning(Number(pid));
}

function markOf(machine: string, pid: number, incarnation: string): string {
  const digest = createHash('sha256').update(machine).digest('hex').slice(0, 8);
  return [digest, pid, incarnation].join('-');
}

/** A signal that is none tells whether it could be sent; a process of another user refuses it. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
