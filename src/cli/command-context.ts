import type { CollectorFactory, CommandIo } from './command-io.ts';
import type { OutputOptions } from './output-options.ts';

/** What every command is handed. */
export interface CommandContext {
  readonly io: CommandIo;
  readonly output: OutputOptions;
  readonly createCollector: CollectorFactory;
}
