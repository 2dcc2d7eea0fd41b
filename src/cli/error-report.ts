import type { CollectorError } from '../errors.ts';
import type { CommandIo } from './command-io.ts';
import type { OutputOptions } from './output-options.ts';
import { paintFor } from './paint.ts';
import { printable, printableJson } from './terminal-text.ts';

/** Says on standard error what went wrong, its code, and what to do. */
export function reportError(
  error: CollectorError,
  { stderr, environment }: Pick<CommandIo, 'stderr' | 'environment'>,
  options: OutputOptions,
): void {
  const stack = options.debug ? { stack: stackOf(error) } : {};
  if (options.logFormat === 'json') {
    const { code, operation, message, remedy } = error;
    const entry = { level: 'error', type: 'error', code, operation, message, remedy, ...stack };
    stderr.write(`${printableJson(entry)}\n`);
    return;
  }
  const paint = paintFor(stderr, environment);
  const at = error.operation === null ? '' : ` at ${error.operation}`;
  stderr.write(
    [
      `${paint('red', 'error:')} ${lines(error.message).join('\n       ')}`,
      `  code:       ${error.code}${at}`,
      `  what to do: ${lines(error.remedy).join('\n              ')}`,
      ...lines(stack.stack ?? ''),
    ]
      .filter((line) => line !== '')
      .join('\n')
      .concat('\n'),
  );
}

function lines(text: string): readonly string[] {
  return text.split('\n').map(printable);
}

/** The stacks of the error and of everything that caused it. */
function stackOf(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\ncaused by ${stackOf(error.cause)}` : own;
}
