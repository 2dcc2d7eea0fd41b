import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import type { Machine } from './figures.ts';

/** What the figures depend on. */
export function machine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    system: `${type()} ${release()}`,
  };
}
