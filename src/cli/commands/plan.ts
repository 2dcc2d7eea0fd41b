import { EXIT, type ExitStatus } from '../../errors.ts';
import { requireAccounts } from '../../organization/select-accounts.ts';
import type { CommandContext } from '../command-context.ts';
import { watchForInterruption } from '../interruption.ts';
import { renderPlan } from '../plan-table.ts';
import { startProgress } from '../progress/start-progress.ts';
import { type ParsedOptions, settingsFrom } from '../setting-options.ts';
import { printableJson } from '../terminal-text.ts';

/** `plan`: shows what `collect` would read, and what not. */
export async function plan(
  { io, output, createCollector }: CommandContext,
  options: ParsedOptions,
): Promise<ExitStatus> {
  const settings = await settingsFrom(options, io.environment);
  const progress = startProgress(io, output);
  const { signal, dispose } = watchForInterruption(io, () => progress.say('Stopping.'));
  try {
    const world = { environment: io.environment, reporter: progress.report };
    const collector = await createCollector(settings, world);
    const planned = await collector.plan(signal);
    io.stdout.write(options.json === true ? `${printableJson(planned, 2)}\n` : renderPlan(planned));
    requireAccounts(planned.accounts, { remedy: NOTHING_LEFT });
    return EXIT.complete;
  } finally {
    dispose();
    progress.close();
  }
}

/** The table says already which account is left out why. */
const NOTHING_LEFT =
  'Correct the settings that leave accounts out: `--ou`, `--exclude-ou` and `--exclude-accounts`.';
