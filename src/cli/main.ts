import { CommanderError } from 'commander';
import { CollectorError, EXIT, type ExitStatus, exitStatusOf } from '../errors.ts';
import type { CollectorFactory, CommandIo } from './command-io.ts';
import { reportError } from './error-report.ts';
import { toOutputOptions, USUAL_OUTPUT } from './output-options.ts';
import { processIo } from './process-io.ts';
import { createProgram } from './program.ts';
import { usageError } from './usage-error.ts';

/** The command line as a function: runs one command and gives its exit status. Never rejects. */
export async function main(
  argv: readonly string[] = process.argv.slice(2),
  io: CommandIo = processIo(),
  createCollector: CollectorFactory = realCollector,
): Promise<ExitStatus> {
  let output = USUAL_OUTPUT;
  let status: ExitStatus = EXIT.complete;
  const program = createProgram(io, async (options, body) => {
    output = toOutputOptions(options);
    status = await body({ io, output, createCollector });
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (thrown) {
    if (thrown instanceof CommanderError && isHelp(thrown)) {
      return thrown.exitCode === 0 ? EXIT.complete : EXIT.usage;
    }
    const known = program.commands.map((command) => command.name());
    const commandName = argv.find((word) => known.includes(word)) ?? null;
    const error =
      thrown instanceof CommanderError
        ? usageError(thrown, commandName)
        : CollectorError.from(thrown);
    reportError(error, io, output);
    return exitStatusOf(error);
  }
}

/** The AWS SDK is loaded only by a command that calls AWS. */
const realCollector: CollectorFactory = async (settings, world) =>
  (await import('../wiring.ts')).createCollector(settings, world);

/** Help or version was shown, asked for or because no command was given. */
function isHelp({ code }: CommanderError): boolean {
  return ['commander.help', 'commander.helpDisplayed', 'commander.version'].includes(code);
}
