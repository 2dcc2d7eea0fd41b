import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RunResult } from '../../collect/run.ts';
import { CollectorError, EXIT, type ExitStatus } from '../../errors.ts';
import { resolveSettings } from '../../settings/resolve-settings.ts';
import {
  createS3,
  demoOrganization,
  type Organization,
  startSimulation,
} from '../../simulation/index.ts';
import { counted } from '../amounts.ts';
import type { CommandContext } from '../command-context.ts';
import { widthOf } from '../command-io.ts';
import { type Difference, differencesFrom } from '../demo-expectation.ts';
import { paintFor } from '../paint.ts';
import { runWithProgress } from '../run-to-summary.ts';
import { simulatedEnvironment } from '../simulated-environment.ts';
import { renderSummary } from '../summary/summary.ts';
import { wrap } from '../terminal-text.ts';

/** The simulation keeps each bucket as a directory of its name below the current one. */
const BUCKET = 'iam-users-demo';

/** `demo`: collects a simulated organization with the code that collects a real one. */
export async function demo(context: CommandContext): Promise<ExitStatus> {
  await makeDirectory();
  const organization = demoOrganization(new Date());
  const s3 = createS3({ directory: '.' });
  s3.createBucket(BUCKET);
  const simulation = await startSimulation(organization, { s3 });
  try {
    const environment = {
      ...displayVariables(context.io.environment),
      ...simulatedEnvironment(simulation),
    };
    return await collectSimulated({ ...context, io: { ...context.io, environment } }, organization);
  } finally {
    await simulation.close();
  }
}

/** Says so at once if nothing can be written here. */
async function makeDirectory(): Promise<void> {
  try {
    await mkdir(BUCKET, { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CollectorError(
      'STORE_ACCESS_DENIED',
      `The demo cannot make the directory ${resolve(BUCKET)}: ${reason}.`,
      { remedy: 'Run it in a directory that you may write to.', cause: error },
    );
  }
}

/** The rest stays out: the demo is the same whatever is set on this machine. */
function displayVariables({
  TERM,
  CI,
  NO_COLOR,
  FORCE_COLOR,
}: CommandContext['io']['environment']): CommandContext['io']['environment'] {
  return { TERM, CI, NO_COLOR, FORCE_COLOR };
}

async function collectSimulated(
  context: CommandContext,
  organization: Organization,
): Promise<ExitStatus> {
  const { stdout, stderr, environment } = context.io;
  const accounts = counted(organization.accounts.length, 'account');
  if (!context.output.quiet) {
    stderr.write(
      `A simulated organization of ${accounts} answers on this machine; no AWS is used.\n`,
    );
  }
  const result = await runWithProgress(context, {
    settings: resolveSettings({
      flags: { to: `s3://${BUCKET}`, roleName: organization.roleName },
      environment: {},
      configFile: null,
    }),
    start: (collector, signal) => collector.collect(signal),
    wayOn: () => 'begin again with `iam-users demo`.',
  });
  const differences = differencesFrom(organization, result.manifest);
  const width = widthOf(stdout);
  stdout.write(renderSummary(result, { width, paint: paintFor(stdout, environment) }));
  stdout.write(`\n${epilogue(result, differences, width)}\n`);
  return differences.length === 0 ? EXIT.complete : EXIT.failed;
}

function epilogue(
  { manifest }: RunResult,
  differences: readonly Difference[],
  width: number,
): string {
  const where = `The objects lie in ./${BUCKET}.`;
  if (differences.length > 0) {
    return [
      'The demo FAILED: the result is not what the simulated organization is built to give.',
      ...differences.map(
        ({ accountId, expected, found }) => `  ${accountId}: expected ${expected}, found ${found}`,
      ),
      where,
    ].join('\n');
  }
  const { failed, partial, skipped } = manifest.coverage;
  const text =
    `This is as it should be: the simulated organization has ${failed} accounts that cannot be ` +
    `read, ${partial} that can be read in part, and ${skipped} that are closed, on purpose. A real ` +
    `run like this one would end with exit status 3. ${where}`;
  return wrap(text, width).join('\n');
}
