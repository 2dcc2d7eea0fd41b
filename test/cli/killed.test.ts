import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Simulation, startSimulation } from '../../src/simulation/index.ts';
import { startProgram } from '../helpers/child-process.ts';
import { smallOrganization } from '../helpers/organizations.ts';

const ACCOUNTS = 12;
const FOREVER = { timeout: 60_000 };

/** A run that has finished an account and is far from its end, however busy the machine is. */
async function runInMidWay() {
  const to = await newDirectory();
  const simulation = await startSimulation(smallOrganization('killed', { accounts: ACCOUNTS }), {
    faults: [{ match: { service: 'iam' }, effect: { kind: 'delay', ms: 300 } }],
  });
  onTestFinished(() => simulation.close());
  const argv = ['collect', '--to', to, '--concurrency', '2'];
  const program = startProgram(argv, simulation);
  await vi.waitUntil(async () => (await partsBelow(to)).length > 0, FOREVER);
  return { to, simulation, program };
}

describe('the binary that gets in mid-run', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s keeps what it has read, and resumes it',
    async (signal) => {
      const { to, simulation, program } = await runInMidWay();

      program.send(signal);
      const interrupted = await program.ending;

      const kept = await partsBelow(to);
      const [, command = ''] =
        /finish the run within 24 hours with `iam-users (.*)`/.exec(interrupted.err) ?? [];
      expect(interrupted).toMatchObject({ status: 130, out: '' });
      expect(interrupted.err).toContain('Stopping: no further account is begun.');
      expect(command).toMatch(/^resume \d{8}T\d{6}Z-[0-9a-f]{6} --to .* --concurrency 2$/);
      expect(kept.length).toBeLessThan(ACCOUNTS);
      expect(await readdir(to)).toEqual(['_iam-users']);
      await expectResumed(command.split(' '), { to, simulation, kept: kept.length });
    },
    120_000,
  );

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s twice ends at once, and loses no account that was finished',
    async (signal) => {
      const { to, simulation, program } = await runInMidWay();
      simulation.setFaults([{ match: { service: 'iam' }, effect: { kind: 'hang' } }]);

      program.send(signal);
      await vi.waitUntil(() => program.said().includes('Stopping:'), FOREVER);
      program.send(signal);
      const ended = await program.ending;

      const kept = await partsBelow(to);
      const [runId = ''] = await readdir(join(to, '_iam-users', 'runs'));
      expect(ended).toMatchObject({ status: 130, out: '' });
      expect(kept.length).toBeGreaterThan(0);
      await expectResumed(['resume', runId, '--to', to], { to, simulation, kept: kept.length });
    },
    120_000,
  );
});

it('the binary that is killed between its two files publishes the second beside the first', async () => {
  const to = await newDirectory();
  const simulation = await startSimulation(smallOrganization('between'));
  onTestFinished(() => simulation.close());
  const argv = ['collect', '--to', to, '--format', 'csv,jsonl'];
  const between = { call: 'link', path: '.jsonl', nth: 1, when: 'before' } as const;

  const killed = await startProgram(argv, simulation, between).ending;
  const visible = await readdir(to);
  const [runId = ''] = await readdir(join(to, '_iam-users', 'runs'));
  const resumed = await startProgram(['resume', runId, '--to', to], simulation).ending;

  const base = visible.find((name) => name.endsWith('.csv'))?.slice(0, -'.csv'.length);
  expect(killed.signal).toBe('SIGKILL');
  expect(visible.filter((name) => name.endsWith('.jsonl'))).toEqual([]);
  expect(resumed.status).toBe(0);
  expect((await readdir(to)).sort()).toEqual([`${base}.csv`, `${base}.jsonl`, '_iam-users']);
  expect(await readdir(join(to, '_iam-users', 'manifests'))).toEqual([`${base}.csv.manifest.json`]);
}, 120_000);

interface Interrupted {
  readonly to: string;
  readonly simulation: Simulation;
  /** Accounts that are not read again. */
  readonly kept: number;
}

async function expectResumed(
  argv: readonly string[],
  { to, simulation, kept }: Interrupted,
): Promise<void> {
  simulation.setFaults([]);
  const resumed = await startProgram(argv, simulation).ending;

  expect(resumed.status).toBe(0);
  expect(resumed.err).toContain(`reading ${ACCOUNTS} accounts, ${kept} of them already read`);
  expect(resumed.out).toMatch(/^COMPLETE: 12 of 12 accounts read \(100 %\)\n/);
  expect((await readdir(to)).filter((name) => name.endsWith('.csv'))).toHaveLength(1);
}

/** The parts of all runs. */
async function partsBelow(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  return names.filter((name) => name.includes('/parts/') && name.endsWith('.jsonl.gz'));
}

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'iam-users-killed-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
