import { EXIT } from '../errors.ts';
import type { CommandIo } from './command-io.ts';

/** The process that this program runs in; no other file of the command line touches it. */
export function processIo(): CommandIo {
  process.stdout.on('error', sayThatOutputIsLost);
  // There is nowhere left to say it, and no run may end because its progress cannot be shown.
  process.stderr.on('error', () => {});
  return {
    // biome-ignore lint/style/noProcessEnv: here the environment enters the program.
    environment: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    signals: process,
    exitNow: (status) => process.exit(status),
  };
}

/**
 * A reader that has seen enough (`| head`) is no error of ours; the exit status stays. A full disk is
 * one, though a run is published by then: the next command would find half of a file.
 */
function sayThatOutputIsLost(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`error: cannot write to standard output: ${error.message}\n`);
  process.once('exit', (status) => {
    if (status === EXIT.complete) process.exitCode = EXIT.failed;
  });
}
