import type { ExitStatus } from '../../errors.ts';
import type { CommandContext } from '../command-context.ts';
import { retryCommand, wayOnFor } from '../resume-command.ts';
import { runToSummary } from '../run-to-summary.ts';
import { type ParsedOptions, settingsFrom } from '../setting-options.ts';

/** `collect`: plans, collects, publishes. */
export async function collect(
  context: CommandContext,
  options: ParsedOptions,
): Promise<ExitStatus> {
  const settings = await settingsFrom(options, context.io.environment);
  return runToSummary(context, {
    settings,
    start: (collector, signal) => collector.collect(signal),
    wayOn: wayOnFor(options),
    retryCommand: (failedRun) => retryCommand(failedRun, options),
  });
}
