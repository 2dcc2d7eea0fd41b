import type { RunResult } from '../collect/run.ts';
import { CollectorError, EXIT, type ExitStatus } from '../errors.ts';
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
  /** The command that finishes the run if it is interrupted. */
  readonly resumeCommand: (runId: string) => string;
}

/** Runs, shows progress and summary, and gives the exit status; Ctrl-C leaves a run to resume. */
export async function runToSummary(
  context: CommandContext,
  request: RunRequest,
): Promise<ExitStatus> {
  const result = await runWithProgress(context, request);
  const { stdout, environment } = context.io;
  const view = { width: widthOf(stdout), paint: paintFor(stdout, environment) };
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
  { settings, start, resumeCommand }: RunRequest,
): Promise<RunResult> {
  const progress = startProgress(io, output);
  let runId: string | null = null;
  const { signal, dispose } = watchForInterruption(io, () => {
    progress.say('Stopping: no further account is begun. Ctrl-C again ends it at once.');
  });
  try {
    const reporter: typeof progress.report = (message) => {
      if (message.type === 'run-started') runId = message.runId;
      progress.report(message);
    };
    const collector = await createCollector(settings, { environment: io.environment, reporter });
    return await start(collector, signal);
  } catch (error) {
    throw signal.aborted ? interrupted(error, runId === null ? null : resumeCommand(runId)) : error;
  } finally {
    dispose();
    progress.close();
  }
}

function interrupted(error: unknown, command: string | null): CollectorError {
  if (command === null) {
    return new CollectorError('INTERRUPTED', 'Stopped before any account was read.', {
      remedy: 'Start again with `iam-users collect`.',
      cause: error,
    });
  }
  return new CollectorError(
    'INTERRUPTED',
    'The run was stopped before it was finished; what it has read is kept.',
    { remedy: `Finish it within 24 hours with \`${command}\`.`, cause: error },
  );
}
