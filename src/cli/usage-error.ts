import type { CommanderError } from 'commander';
import { CollectorError } from '../errors.ts';

/** What Commander could not understand, as an error of ours. */
export function usageError(error: CommanderError, commandName: string | null): CollectorError {
  const message = error.message.replace(/^error: /, '');
  const help = commandName === null ? 'iam-users --help' : `iam-users ${commandName} --help`;
  return new CollectorError('USAGE', sentence(message), { remedy: `Run \`${help}\`.` });
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?)]$/.test(begun) ? begun : `${begun}.`;
}
