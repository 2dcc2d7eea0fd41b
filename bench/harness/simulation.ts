import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { PROGRAMS } from './programs.ts';
import type {
  SimulationAnswers,
  SimulationQuestion,
  SimulationSetting,
} from './simulation-messages.ts';

/** A simulated organization that another process serves, so that its cost is not the collector's. */
export interface ServedOrganization {
  readonly setting: SimulationSetting;
  /** With which any AWS client talks to it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly accountIds: readonly string[];
  ask<K extends 'reset' | 'calls' | 'truth'>(kind: K): Promise<SimulationAnswers[K]>;
  close(): Promise<void>;
}

export async function serve(setting: SimulationSetting): Promise<ServedOrganization> {
  // Without a bound of its own it would let garbage grow to half of the machine's memory.
  const child = fork(PROGRAMS.simulation, { execArgv: ['--max-old-space-size=1024'] });
  const { environment, accountIds } = await ask<'start'>(child, { kind: 'start', setting });
  return {
    setting,
    environment,
    accountIds,
    ask: (kind) => ask(child, { kind }),
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** One question at a time. */
function ask<K extends keyof SimulationAnswers>(
  child: ChildProcess,
  question: SimulationQuestion & { readonly kind: K },
): Promise<SimulationAnswers[K]> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      child.off('message', onMessage);
      child.off('exit', onExit);
    };
    const onMessage = ({ told, error }: { told?: SimulationAnswers[K]; error?: string }) => {
      settle();
      if (told === undefined) reject(new TypeError(`the simulation failed: ${String(error)}`));
      else resolve(told);
    };
    const onExit = (code: number | null) => {
      settle();
      reject(new TypeError(`the simulation ended with ${String(code)}`));
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.send(question);
  });
}
