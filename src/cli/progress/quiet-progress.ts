import type { Output } from '../command-io.ts';
import type { Paint } from '../paint.ts';
import { lastingLine } from './lasting-line.ts';
import type { Progress } from './progress.ts';

/** Warnings, and nothing else: the summary names what failed. */
export function quietProgress(output: Output, paint: Paint): Progress {
  return {
    report: (message) => {
      if (message.type === 'warning') output.write(`${lastingLine(message, paint)}\n`);
    },
    say: (text) => {
      output.write(`${text}\n`);
    },
    close: () => {},
  };
}
