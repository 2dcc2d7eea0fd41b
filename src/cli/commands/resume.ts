import { CollectorError, type ExitStatus } from '../../errors.ts';
import { runId as runIdSchema } from '../../settings/identifiers.ts';
import type { CommandContext } from '../command-context.ts';
import { retryCommand, wayOnFor } from '../resume-command.ts';
import { runToSummary } from '../run-to-summary.ts';
import { type ParsedOptions, settingsFrom } from '../setting-options.ts';

/** `resume`: finishes an interrupted run. */
export async function resume(
  context: CommandContext,
  runId: string,
  options: ParsedOptions,
): Promise<ExitStatus> {
  refuseOtherThanRunId(runId);
  const settings = await settingsFrom(options, context.io.environment);
  return runToSummary(context, {
    settings,
    start: (collector, signal) => collector.resume(runId, signal),
    wayOn: wayOnFor(options),
    retryCommand: (failedRun) => retryCommand(failedRun, options),
  });
}

/** It becomes part of a path. */
function refuseOtherThanRunId(text: string): void {
  if (runIdSchema.safeParse(text).success) return;
  throw new CollectorError(
    'USAGE',
    `Expected a run id such as 20261103T101500Z-0a1b2c, found ${JSON.stringify(text)}.`,
    { remedy: 'The first line of the interrupted command and its last name the run id.' },
  );
}
