import { CollectorError } from '../errors.ts';

/** What was thrown before a run had begun: `INTERRUPTED` if it is what the signal made of a call. */
export function errorBeforeRun(thrown: unknown, signal: AbortSignal): CollectorError {
  if (!isAbortion(thrown, signal)) return CollectorError.from(thrown);
  return new CollectorError('INTERRUPTED', 'stopped before any account was read', {
    remedy: 'Begin again: nothing was written.',
    cause: thrown,
  });
}

/** Calls that are cut off reject with the reason of the signal, pauses of Node.js with their own. */
function isAbortion(thrown: unknown, { aborted, reason }: AbortSignal): boolean {
  if (!aborted) return false;
  return thrown === reason || (thrown instanceof Error && thrown.name === 'AbortError');
}
