import type { Message } from '../../messages.ts';
import type { Output } from '../command-io.ts';
import { printableJson } from '../terminal-text.ts';
import type { Progress, ProgressClock } from './progress.ts';

/** Every message as one JSON object a line, for programs that follow a run. */
export function jsonProgress(output: Output, quiet: boolean, clock: ProgressClock): Progress {
  function write(level: string, entry: object): void {
    const time = new Date(clock()).toISOString();
    output.write(`${printableJson({ time, level, ...entry })}\n`);
  }

  return {
    report: (message) => {
      const level = levelOf(message);
      if (!quiet || message.type === 'warning') write(level, message);
    },
    say: (text) => write('info', { type: 'note', text }),
    close: () => {},
  };
}

function levelOf(message: Message): 'info' | 'warn' | 'error' {
  if (message.type === 'warning') return 'warn';
  if (message.type !== 'account-finished') return 'info';
  if (message.outcome.outcome === 'failed') return 'error';
  return message.outcome.outcome === 'partial' ? 'warn' : 'info';
}
