import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startSimulation } from '../../src/simulation/index.ts';
import { type KillingCall, startProgram } from '../helpers/child-process.ts';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import { NOW } from '../helpers/run-simulated.ts';

const ACCOUNTS = 200;

/** The moments of one run, in their order: each ends an attempt, and the next goes on from there. */
const MOMENTS: readonly KillingCall[] = [
  { call: 'rename', path: '/parts/', nth: 1, when: 'before' },
  { call: 'writeFile', path: '/parts/', nth: 30, when: 'midway' },
  { call: 'rename', path: '/parts/', nth: 55, when: 'after' },
  { call: 'writeFile', path: '/parts/', nth: 17, when: 'midway' },
  // More reads than there are parts: the last of them are those of publishing.
  { call: 'readFile', path: '/parts/', nth: ACCOUNTS + 120, when: 'before' },
  { call: 'writeFile', path: '/runs/', nth: 1, when: 'midway' },
  { call: 'rename', path: '/data.json', nth: 1, when: 'before' },
  { call: 'link', path: '.csv', nth: 1, when: 'before' },
  { call: 'link', path: '.csv', nth: 1, when: 'after' },
  { call: 'rename', path: '/data.json', nth: 2, when: 'before' },
  { call: 'rename', path: '/data.json', nth: 2, when: 'after' },
  { call: 'link', path: '.manifest.json', nth: 1, when: 'before' },
  { call: 'link', path: '.manifest.json', nth: 1, when: 'after' },
  { call: 'rename', path: '/latest.json', nth: 1, when: 'before' },
  { call: 'rename', path: '/latest.json', nth: 1, when: 'after' },
];

it('a run that is killed at fifteen moments is resumed to the bytes of an uninterrupted one', async () => {
  const organization = smallOrganization('killed', { accounts: ACCOUNTS, users: 2 });
  const simulation = await startSimulation(organization);
  onTestFinished(() => simulation.close());
  simulation.advanceClock(NOW.getTime() - Date.now());
  const to = await newDirectory();

  let argv = ['collect', '--to', to];
  for (const moment of MOMENTS) {
    const killed = await startProgram(argv, simulation, moment).ending;
    expect({ moment, ...killed }).toMatchObject({ moment, signal: 'SIGKILL', out: '' });
    const [runId = '', ...others] = await readdir(join(to, '_iam-users', 'runs'));
    expect(others).toEqual([]);
    argv = ['resume', runId, '--to', to];
  }
  const finished = await startProgram(argv, simulation).ending;

  const names = await readdir(to, { recursive: true });
  const plan: unknown = JSON.parse(
    await readFile(join(to, '_iam-users', 'runs', argv[1] ?? '', 'plan.json'), 'utf8'),
  );
  const [csv = '', ...more] = names.filter((name) => name.endsWith('.csv'));
  expect(finished).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^COMPLETE: 200 of 200 /),
  });
  expect(more).toEqual([]);
  expect(await readFile(join(to, csv), 'utf8')).toBe(
    expectedCsvOf(organization.accounts, collectedAtOf(plan)),
  );
  expect(names.filter((name) => name.endsWith('.manifest.json'))).toEqual([
    `_iam-users/manifests/${csv}.manifest.json`,
  ]);
  expect(names.filter((name) => /(^|\/)\./.test(name))).toEqual([]);
}, 300_000);

function collectedAtOf(plan: unknown): string {
  expect(plan).toMatchObject({ collectedAt: expect.any(String) });
  return (plan as { readonly collectedAt: string }).collectedAt;
}

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'iam-users-killed-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
