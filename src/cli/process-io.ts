import type { CommandIo } from './command-io.ts';

/** The process that this program runs in; no other file of the command line touches it. */
export function processIo(): CommandIo {
  ignoreClosedPipe(process.stdout);
  ignoreClosedPipe(process.stderr);
  return {
    // biome-ignore lint/style/noProcessEnv: here the environment enters the program.
    environment: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    signals: process,
    exitNow: (status) => process.exit(status),
  };
}

/** A reader that has seen enough (`| head`) is no error of ours; the exit status stays. */
function ignoreClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
