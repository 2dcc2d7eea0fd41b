import { type CommandIo, widthOf } from '../command-io.ts';
import type { OutputOptions } from '../output-options.ts';
import { paintFor } from '../paint.ts';
import { jsonProgress } from './json-progress.ts';
import { liveProgress } from './live-progress.ts';
import { plainProgress } from './plain-progress.ts';
import type { Progress, ProgressClock } from './progress.ts';
import { quietProgress } from './quiet-progress.ts';

/** One live line on a terminal, else a line now and then; or JSON, or nothing but warnings. */
export function startProgress(
  { stderr, environment }: Pick<CommandIo, 'stderr' | 'environment'>,
  options: OutputOptions,
  clock: ProgressClock = Date.now,
): Progress {
  if (options.logFormat === 'json') return jsonProgress(stderr, options.quiet, clock);
  const paint = paintFor(stderr, environment);
  if (options.quiet) return quietProgress(stderr, paint);
  const live = stderr.isTTY === true && environment.TERM !== 'dumb' && !runsInCi(environment);
  return live
    ? liveProgress({ output: stderr, width: () => widthOf(stderr), paint, clock })
    : plainProgress(stderr, paint, clock);
}

function runsInCi({ CI }: CommandIo['environment']): boolean {
  return Boolean(CI) && CI !== 'false' && CI !== '0';
}
