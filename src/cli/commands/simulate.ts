import { once } from 'node:events';
import { CollectorError, EXIT, type ExitStatus } from '../../errors.ts';
import { wholeNumber } from '../../settings/scalars.ts';
import {
  createS3,
  generateOrganization,
  type Simulation,
  startSimulation,
} from '../../simulation/index.ts';
import { count, counted } from '../amounts.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandIo } from '../command-io.ts';
import { readFaultFile } from '../fault-file.ts';
import { watchForInterruption } from '../interruption.ts';
import type { ParsedOptions } from '../setting-options.ts';
import { simulatedEnvironment } from '../simulated-environment.ts';

/** A bucket to begin with; clients may create more. */
const BUCKET = 'iam-users';

/** `simulate`: serves a generated organization until Ctrl-C. */
export async function simulate(
  { io }: CommandContext,
  options: ParsedOptions,
): Promise<ExitStatus> {
  const { port, faults, ...size } = await readOptions(options);
  const organization = generateOrganization({ ...size, now: new Date() });
  const s3 = createS3();
  s3.createBucket(BUCKET);
  const { signal, dispose } = watchForInterruption(io, () => {});
  const simulation = await start(() => startSimulation(organization, { port, faults, s3 }), port);
  try {
    announce(io, simulation);
    if (!signal.aborted) await once(signal, 'abort');
    return EXIT.complete;
  } finally {
    dispose();
    await simulation.close();
  }
}

async function readOptions(options: ParsedOptions) {
  const { seed, faults } = options;
  return {
    seed: typeof seed === 'string' ? seed : '1',
    port: numberOf(options, 'port', { least: 0, most: 65_535, usual: 0 }),
    accounts: numberOf(options, 'accounts', { least: 1, most: 50_000, usual: 20 }),
    usersPerAccount: numberOf(options, 'users', { least: 0, most: 5000, usual: 25 }),
    faults: typeof faults === 'string' ? await readFaultFile(faults) : [],
  };
}

interface Range {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

function numberOf(options: ParsedOptions, name: string, { least, most, usual }: Range): number {
  const parsed = wholeNumber(least, most).default(usual).safeParse(options[name]);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CollectorError(
    'SETTING_INVALID',
    `\`--${name}\`: ${issue?.message ?? 'not a number'}.`,
  );
}

async function start(begin: () => Promise<Simulation>, port: number): Promise<Simulation> {
  try {
    return await begin();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CollectorError('SETTING_INVALID', `\`--port\` ${port}: ${reason}.`, { cause: error });
  }
}

/** Exports for a shell on standard output, words for people on standard error. */
function announce({ stdout, stderr }: CommandIo, simulation: Simulation): void {
  const { accounts } = simulation.organization;
  const users = accounts.reduce((total, account) => total + account.users.length, 0);
  const exports = Object.entries(simulatedEnvironment(simulation));
  stdout.write(
    [
      'unset AWS_PROFILE AWS_SESSION_TOKEN',
      ...exports.map(([name, value]) => `export ${name}='${value}'`),
    ]
      .join('\n')
      .concat('\n'),
  );
  stderr.write(
    `Serving ${counted(accounts.length, 'account')} with ${count(users)} users at ${simulation.url} ` +
      `until Ctrl-C.\nPaste the lines above into another shell, and run there for example\n` +
      `  iam-users collect --to s3://${BUCKET}\n`,
  );
}
