import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { unpackZip } from './lambda-zip.ts';

/** A Lambda function whose processes serve one invocation after the other, as those of Lambda do. */
export interface WarmFunction {
  /** In a process that has nothing to do, or else a new one. */
  invoke(event: unknown): WarmInvocation;
  /** Ends its processes and removes its files. */
  readonly close: () => Promise<void>;
}

export interface WarmInvocation {
  readonly outcome: Promise<WarmOutcome>;
  /** As a machine that fails; the outcome is then that the process has ended. */
  readonly kill: () => void;
}

/** An answer, or the name and message of what was thrown. */
export type WarmOutcome =
  | { readonly answer: unknown }
  | { readonly name: string; readonly message: string };

/** Unpacks the zip of a function, whose processes have these variables and no others. */
export function warmFunction(
  name: string,
  environment: Readonly<Record<string, string>>,
): WarmFunction {
  const { folder, temporary } = unpackZip(name, RUNNER);
  const started: ChildProcess[] = [];
  const idle: ChildProcess[] = [];
  const start = () => {
    const child = spawn(process.execPath, ['runner.mjs'], {
      cwd: folder,
      env: { ...environment, TMPDIR: temporary },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    started.push(child);
    return child;
  };
  return {
    invoke(event) {
      const child = idle.pop() ?? start();
      const outcome = outcomeOf(child);
      child.send({ event });
      const freed = outcome.then((came) => {
        if (child.connected) idle.push(child);
        return came;
      });
      return { outcome: freed, kill: () => child.kill('SIGKILL') };
    },
    close: async () => {
      const running = started.filter(
        ({ exitCode, signalCode }) => (exitCode ?? signalCode) === null,
      );
      const ends = running.map((child) => once(child, 'exit'));
      for (const child of running) child.kill('SIGKILL');
      await Promise.all(ends);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A process that ends gives the error that Lambda has for it. */
function outcomeOf(child: ChildProcess): Promise<WarmOutcome> {
  return new Promise((resolve) => {
    const ended = () => resolve({ name: 'Runtime.ExitError', message: 'the process has ended' });
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as WarmOutcome);
    });
  });
}

/** The longest that Lambda lets a function run. */
const LIMIT_MS = 900_000;

const RUNNER = `
import { handler } from './index.mjs';
process.on('message', async ({ event }) => {
  const end = Date.now() + ${LIMIT_MS};
  const context = {
    awsRequestId: crypto.randomUUID(),
    getRemainingTimeInMillis: () => end - Date.now(),
  };
  process.send(
    await handler(event, context).then(
      (answer) => ({ answer }),
      ({ name, message }) => ({ name, message }),
    ),
  );
});
`;
