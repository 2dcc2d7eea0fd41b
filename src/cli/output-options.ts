import { type Command, Option } from 'commander';

/** How a command speaks while it works. */
export interface OutputOptions {
  readonly quiet: boolean;
  readonly logFormat: 'text' | 'json';
  readonly debug: boolean;
}

/** Before the command line is understood, and where it was not given. */
export const USUAL_OUTPUT: OutputOptions = { quiet: false, logFormat: 'text', debug: false };

/** The flags of `OutputOptions`. */
export function addOutputOptions(command: Command): Command {
  return command
    .optionsGroup('Output:')
    .option('--quiet', 'Show no progress, only warnings, errors and the summary.')
    .addOption(
      new Option(
        '--log-format <FORMAT>',
        'Progress, warnings and errors as text or as one JSON object a line. [default: text]',
      ).choices(['text', 'json']),
    )
    .option('--debug', 'Show where in the program an error came from.');
}

/** What the parsed options say; commands without these flags speak as usual. */
export function toOutputOptions(options: Partial<OutputOptions>): OutputOptions {
  const { quiet, logFormat, debug } = options;
  return {
    quiet: quiet ?? USUAL_OUTPUT.quiet,
    logFormat: logFormat ?? USUAL_OUTPUT.logFormat,
    debug: debug ?? USUAL_OUTPUT.debug,
  };
}
