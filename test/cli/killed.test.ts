import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { simulatedEnvironment } from '../../src/cli/simulated-environment.ts';
import { type Simulation, startSimulation } from '../../src/simulation/index.ts';
import { smallOrganization } from '../helpers/organizations.ts';

const BINARY = fileURLToPath(new URL('../../bin/iam-users.js', import.meta.url));

const ACCOUNTS = 12;

it('the binary that gets SIGINT in mid-run keeps what it has read, and resumes it', async () => {
  const to = await newDirectory();
  // So slow that the signal comes before the end, however busy the machine is.
  const simulation = await startSimulation(smallOrganization('killed', { accounts: ACCOUNTS }), {
    faults: [{ match: { service: 'iam' }, effect: { kind: 'delay', ms: 300 } }],
  });
  onTestFinished(() => simulation.close());

  const first = start(['collect', '--to', to, '--concurrency', '2'], simulation);
  await vi.waitUntil(async () => (await partsBelow(to)).length > 0, { timeout: 60_000 });
  first.interrupt();
  const interrupted = await first.ending;

  const kept = await partsBelow(to);
  const [, command = ''] =
    /finish the run within 24 hours with `iam-users (.*)`/.exec(interrupted.err) ?? [];
  expect(interrupted).toMatchObject({ status: 130, out: '' });
  expect(interrupted.err).toContain('Stopping: no further account is begun.');
  expect(command).toMatch(/^resume \d{8}T\d{6}Z-[0-9a-f]{6} --to .* --concurrency 2$/);
  expect(kept.length).toBeLessThan(ACCOUNTS);
  expect(await readdir(to)).toEqual(['_iam-users']);

  simulation.setFaults([]);
  const resumed = await start(command.split(' '), simulation).ending;

  expect(resumed.status).toBe(0);
  expect(resumed.err).toContain(
    `reading ${ACCOUNTS} accounts, ${kept.length} of them already read`,
  );
  expect(resumed.out).toMatch(/^COMPLETE: 12 of 12 accounts read \(100 %\)\n/);
  expect((await readdir(to)).filter((name) => name.endsWith('.csv'))).toHaveLength(1);
}, 120_000);

/** Runs the built program as a process of its own. */
function start(argv: readonly string[], simulation: Simulation) {
  const child = spawn(process.execPath, [BINARY, ...argv], {
    env: {
      ...simulatedEnvironment(simulation),
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const end = async () => {
    const [out, err] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { status: child.exitCode, out, err };
  };
  return { ending: end(), interrupt: () => child.kill('SIGINT') };
}

/** The parts of all runs, whole or not yet. */
async function partsBelow(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.jsonl.gz'));
}

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'iam-users-killed-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
