import type { RunResult } from '../collect/run.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import type { Settings } from '../settings/settings.ts';
import type { Collector } from '../wiring.ts';
import type { CommandContext } from './command-context.ts';
import { widthOf } from './command-io.ts';
import { watchForInterruption } from './interruption.ts';
import { paintFor } from './paint.ts';
import { startProgress } from './progress/start-progress.ts';
import { renderSummary } from './summary/summary.ts';

export interface RunRequest {
  readonly settings: Settings;
  /** What is asked of the collector. */
  readonly start: (collector: Collector, signal: AbortSignal) => Promise<RunResult>;
  /** How to go on with the run that an error leaves behind, as the end of a sentence. */
  readonly wayOn: (runId: string) => string;
  /** The command that reads again what a run is missing; left out where there is none. */
  readonly retryCommand?: (runId: string) => string;
}

/** Runs, shows progress and summary, and gives the exit status; Ctrl-C leaves a run to resume. */
export async function runToSummary(
  context: CommandContext,
  request: RunRequest,
): Promise<ExitStatus> {
  const result = await runWithProgress(context, request);
  const { stdout, environment } = context.io;
  const retry = result.isKept ? request.retryCommand?.(result.manifest.runId) : undefined;
  const view = { width: widthOf(stdout), paint: paintFor(stdout, environment), retry };
  stdout.write(renderSummary(result, view));
  return statusOfRun(result);
}

/** 0 complete, 3 published with gaps, 1 nothing published. */
export function statusOfRun({ manifest }: RunResult): ExitStatus {
  if (manifest.status === 'FAILED') return EXIT.failed;
  return manifest.status === 'COMPLETE' ? EXIT.complete : EXIT.partial;
}

/** Runs, and shows progress only. */
export async function runWithProgress(
  { io, output, createCollector }: CommandContext,
  { settings, start, wayOn }: RunRequest,
): Promise<RunResult> {
  const progress = startProgress(io, output);
  const { signal, dispose } = watchForInterruption(io, () => {
    progress.say('Stopping: no further account is begun. Ctrl-C again ends it at once.');
  });
  try {
    const { report: reporter } = progress;
    const world = { environment: io.environment, reporter, wayOn };
    const collector = await createCollector(settings, world);
    return await start(collector, signal);
  } finally {
    dispose();
    progress.close();
  }
}
