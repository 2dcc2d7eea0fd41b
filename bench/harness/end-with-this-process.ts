import type { ChildProcess } from 'node:child_process';

/** Does something with another process, which ends if this one does. */
export async function endWithThisProcess<T>(
  child: ChildProcess,
  work: () => Promise<T>,
): Promise<T> {
  const end = () => child.kill();
  process.once('exit', end);
  try {
    return await work();
  } finally {
    process.off('exit', end);
  }
}
