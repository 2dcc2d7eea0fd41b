import { Command, Option } from 'commander';
import type { ExitStatus } from '../errors.ts';
import { SETTING_KEYS } from '../settings/setting-table.ts';
import { TOOL } from '../version.ts';
import type { CommandContext } from './command-context.ts';
import { type CommandIo, widthOf } from './command-io.ts';
import { EXAMPLES, PROGRAM_HELP } from './help-texts.ts';
import { addOutputOptions } from './output-options.ts';
import { addPolicyOptions } from './policy-options.ts';
import { RESUME_KEYS } from './resume-command.ts';
import { addSettingOptions, type ParsedOptions } from './setting-options.ts';

/** Runs the body of a command, which is imported only now: help need not wait for the AWS SDK. */
export type CommandRunner = (
  options: ParsedOptions,
  body: (context: CommandContext) => Promise<ExitStatus>,
) => Promise<void>;

/** The command line: names, flags and help; no work is done here. */
export function createProgram(io: CommandIo, run: CommandRunner): Command {
  const program = new Command('iam-users')
    .description(
      'One row for every IAM user of an AWS organization, with proof that none is missing.',
    )
    .usage('<command> [options]')
    .version(TOOL.version, '--version', 'Show the version.')
    .helpOption('-h, --help', 'Show help.')
    .helpCommand('help [command]', 'Show help for a command.')
    .addHelpText('after', PROGRAM_HELP)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // `main` says it, with code and remedy.
      outputError: () => {},
      getOutHelpWidth: () => widthOf(io.stdout),
      getErrHelpWidth: () => widthOf(io.stderr),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  addDemo(program, run);
  addCollect(program, run);
  addResume(program, run);
  addPlan(program, run);
  addDoctor(program, run);
  addPolicy(program, run);
  addColumns(program, run);
  addSimulate(program, run);
  return program;
}

function addCommand(program: Command, name: keyof typeof EXAMPLES, description: string): Command {
  return program
    .command(name)
    .description(description)
    .addHelpText('after', `\nExample:\n  ${EXAMPLES[name]}`);
}

function addDemo(program: Command, run: CommandRunner): void {
  const command = addCommand(
    program,
    'demo',
    'Collect a simulated organization; needs no AWS account. The result lies in ./iam-users-demo.',
  );
  addOutputOptions(command).action((options: ParsedOptions) =>
    run(options, async (context) => (await import('./commands/demo.ts')).demo(context)),
  );
}

function addCollect(program: Command, run: CommandRunner): void {
  const command = addCommand(
    program,
    'collect',
    'Read the IAM users of every account of the organization, and publish the file.',
  );
  addSettingOptions(command);
  addOutputOptions(command).action((options: ParsedOptions) =>
    run(options, async (context) =>
      (await import('./commands/collect.ts')).collect(context, options),
    ),
  );
}

function addResume(program: Command, run: CommandRunner): void {
  const command = addCommand(
    program,
    'resume',
    'Finish a run that was interrupted: what it has read is not read again.',
  ).argument('<runId>', 'The run id that the interrupted command named.');
  addSettingOptions(command, RESUME_KEYS);
  addOutputOptions(command).action((runId: string, options: ParsedOptions) =>
    run(options, async (context) =>
      (await import('./commands/resume.ts')).resume(context, runId, options),
    ),
  );
}

function addPlan(program: Command, run: CommandRunner): void {
  const command = addCommand(
    program,
    'plan',
    'Show which accounts `collect` would read, and why it leaves out the others.',
  );
  addSettingOptions(command, PLAN_KEYS);
  addOutputOptions(command)
    .option('--json', 'Write the plan as JSON.')
    .action((options: ParsedOptions) =>
      run(options, async (context) => (await import('./commands/plan.ts')).plan(context, options)),
    );
}

/** What is planned does not depend on what an earlier run has read. */
const PLAN_KEYS = SETTING_KEYS.filter((key) => key !== 'retryFailed');

function addDoctor(program: Command, run: CommandRunner): void {
  const command = addCommand(
    program,
    'doctor',
    'Try every step of `collect` in every account, change nothing, and say what is wrong and how to mend it.',
  );
  addSettingOptions(command);
  addOutputOptions(command)
    .option('--sample <N>', 'Try N accounts only, of every organizational unit in turn.')
    .option('--json', 'Write what was found as JSON.')
    .action((options: ParsedOptions) =>
      run(options, async (context) =>
        (await import('./commands/doctor.ts')).doctor(context, options),
      ),
    );
}

function addPolicy(program: Command, run: CommandRunner): void {
  const command = addCommand(
    program,
    'policy',
    'Print the IAM policy that the role in every account, or the collector, needs.',
  );
  addPolicyOptions(command).action((who: string, options: ParsedOptions) =>
    run(options, async (context) =>
      (await import('./commands/policy.ts')).policy(context, who, options),
    ),
  );
}

function addColumns(program: Command, run: CommandRunner): void {
  addCommand(program, 'columns', 'Explain the columns of the file.')
    .option('--json', 'Write them as JSON.')
    .action((options: ParsedOptions) =>
      run(options, async (context) =>
        (await import('./commands/columns.ts')).columns(context, options),
      ),
    );
}

function addSimulate(program: Command, run: CommandRunner): void {
  addCommand(
    program,
    'simulate',
    'Serve a simulated organization on this machine until Ctrl-C, for any AWS client.',
  )
    .option('--port <PORT>', 'The port; 0 takes a free one. [default: 0]')
    .option('--seed <TEXT>', 'The same seed gives the same organization. [default: 1]')
    .option('--accounts <N>', 'How many accounts, 1 to 50,000. [default: 20]')
    .option('--users <N>', 'How many IAM users an account has, 0 to 5,000. [default: 25]')
    .addOption(new Option('--faults <FILE>', 'A JSON file of faults, such as throttling.'))
    .action((options: ParsedOptions) =>
      run(options, async (context) =>
        (await import('./commands/simulate.ts')).simulate(context, options),
      ),
    );
}
