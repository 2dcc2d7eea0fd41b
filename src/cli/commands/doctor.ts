import { CollectorError, EXIT, type ExitStatus } from '../../errors.ts';
import { wholeNumber } from '../../settings/scalars.ts';
import type { CommandContext } from '../command-context.ts';
import { widthOf } from '../command-io.ts';
import { showDiagnosis } from '../doctor/diagnosis-progress.ts';
import { renderDiagnosis } from '../doctor/diagnosis-text.ts';
import { watchForInterruption } from '../interruption.ts';
import { paintFor } from '../paint.ts';
import { type ParsedOptions, settingsFrom } from '../setting-options.ts';
import { printableJson } from '../terminal-text.ts';

/** `doctor`: tries everything that `collect` would need, and says what is wrong. */
export async function doctor(
  { io, output, createCollector }: CommandContext,
  options: ParsedOptions,
): Promise<ExitStatus> {
  const sample = sampleFrom(options);
  const settings = await settingsFrom(options, io.environment);
  const display = showDiagnosis(io, output);
  const { signal, dispose } = watchForInterruption(io, () => display.say('Stopping.'));
  try {
    const { environment, stdout } = io;
    const collector = await createCollector(settings, { environment, reporter: () => {} });
    const { onProgress } = display;
    const diagnosis = await collector.diagnose(signal, { sample, onProgress });
    display.close();
    const view = { width: widthOf(stdout), paint: paintFor(stdout, environment) };
    const isJson = options.json === true;
    stdout.write(isJson ? `${printableJson(diagnosis, 2)}\n` : renderDiagnosis(diagnosis, view));
    return diagnosis.isFine ? EXIT.complete : EXIT.failed;
  } finally {
    dispose();
    display.close();
  }
}

const MOST_ACCOUNTS = 50_000;

function sampleFrom({ sample }: ParsedOptions): number | null {
  if (sample === undefined) return null;
  const parsed = wholeNumber(1, MOST_ACCOUNTS).safeParse(sample);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CollectorError('SETTING_INVALID', `\`--sample\`: ${issue?.message ?? 'not a number'}.`);
}
