import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { simulatedEnvironment } from '../../src/cli/simulated-environment.ts';
import type { Simulation } from '../../src/simulation/index.ts';

const BINARY = fileURLToPath(new URL('../../bin/iam-users.js', import.meta.url));
const KILL_AT = new URL('./kill-at.mjs', import.meta.url).href;

/** A call of `node:fs/promises` at which the program is killed; see `kill-at.mjs`. */
export interface KillingCall {
  readonly call: 'rename' | 'link' | 'writeFile' | 'readFile';
  readonly path: string;
  /** The first is 1. */
  readonly nth: number;
  readonly when: 'before' | 'midway' | 'after';
}

export interface Ending {
  /** `null`: a signal ended it. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunningProgram {
  readonly ending: Promise<Ending>;
  readonly send: (signal: NodeJS.Signals) => void;
  /** What it has written to standard error so far. */
  readonly said: () => string;
}

/** Runs the built program as a process of its own, which knows nothing but the simulation. */
export function startProgram(
  argv: readonly string[],
  simulation: Simulation,
  killAt?: KillingCall,
): RunningProgram {
  const preloaded = killAt === undefined ? [] : ['--import', KILL_AT];
  const child = spawn(process.execPath, [...preloaded, BINARY, ...argv], {
    env: {
      ...simulatedEnvironment(simulation),
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      ...(killAt && { KILL_AT: JSON.stringify(killAt) }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
  });
  const end = async (): Promise<Ending> => {
    const [out] = await Promise.all([text(child.stdout), once(child, 'close')]);
    return { status: child.exitCode, signal: child.signalCode, out, err };
  };
  return { ending: end(), send: (signal) => child.kill(signal), said: () => err };
}
