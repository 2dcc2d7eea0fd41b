import type { CollectorError } from '../errors.ts';
import { withoutSecrets } from '../output/secrets.ts';
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
  const { code, operation } = error;
  const message = withoutSecrets(error.message);
  const remedy = withoutSecrets(error.remedy);
  const stack = options.debug ? { stack: withoutSecrets(stackOf(error)) } : {};
  if (options.logFormat === 'json') {
    const entry = { level: 'error', type: 'error', code, operation, message, remedy, ...stack };
    stderr.write(`${printableJson(entry)}\n`);
    return;
  }
  const paint = paintFor(stderr, environment);
  const at = operation === null ? '' : ` at ${operation}`;
  stderr.write(
    [
      `${paint('red', 'error:')} ${lines(message).join('\n       ')}`,
      `  code:       ${code}${at}`,
      `  what to do: ${lines(remedy).join('\n              ')}`,
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
