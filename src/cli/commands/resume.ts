import { CollectorError, type ExitStatus } from '../../errors.ts';
import type { CommandContext } from '../command-context.ts';
import { wayOnFor } from '../resume-command.ts';
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
  });
}

/** It becomes part of a path. */
function refuseOtherThanRunId(text: string): void {
  if (/^\d{8}T\d{6}Z-[0-9a-f]{6}$/.test(text)) return;
  throw new CollectorError(
    'USAGE',
    `Expected a run id such as 20261103T101500Z-0a1b2c, found ${JSON.stringify(text)}.`,
    { remedy: 'The first line of the interrupted command and its last name the run id.' },
  );
}
