import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { type CallPattern, startSimulation } from '../../src/simulation/index.ts';
import { startProgram } from '../helpers/child-process.ts';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import { NOW } from '../helpers/run-simulated.ts';

const ACCOUNTS = 200;

interface Moment {
  readonly call: CallPattern;
  /** The first is 1. */
  readonly nth: number;
  /** Whether AWS does what it is asked, though nobody hears of it any more. */
  readonly takesEffect: boolean;
}

/** The moments of one run, in their order: each ends an attempt, and the next goes on from there. */
const MOMENTS: readonly Moment[] = [
  { call: { service: 'iam' }, nth: 211, takesEffect: true },
  { call: put('*/parts/*'), nth: 1, takesEffect: false },
  { call: { operation: 'AssumeRole' }, nth: 23, takesEffect: false },
  { call: put('*/parts/*'), nth: 38, takesEffect: true },
  // More reads than there are parts: the last of them are those of publishing.
  { call: { operation: 'GetObject', key: '*/parts/*' }, nth: ACCOUNTS + 90, takesEffect: true },
  { call: put('*/data.json'), nth: 1, takesEffect: false },
  { call: put('*.csv'), nth: 1, takesEffect: false },
  { call: put('*.csv'), nth: 1, takesEffect: true },
  { call: put('*/data.json'), nth: 2, takesEffect: true },
  { call: put('*.manifest.json'), nth: 1, takesEffect: false },
  { call: put('*.manifest.json'), nth: 1, takesEffect: true },
  { call: put('*/latest.json'), nth: 1, takesEffect: false },
  { call: put('*/latest.json'), nth: 1, takesEffect: true },
];

it('a run into a bucket that is killed at thirteen moments is resumed to the bytes of an uninterrupted one', async () => {
  const organization = smallOrganization('killed', { accounts: ACCOUNTS, users: 2 });
  const simulation = await startSimulation(organization);
  onTestFinished(() => simulation.close());
  simulation.advanceClock(NOW.getTime() - Date.now());
  const { s3 } = simulation;
  s3.createBucket('results');
  const keys = (pattern: RegExp) =>
    s3.objects('results').flatMap(({ key }) => (pattern.test(key) ? [key] : []));
  const textOf = (key: string) => s3.object('results', key)?.bytes.toString() ?? '';
  const spoolsBefore = await spools();

  let argv = ['collect', '--to', 's3://results/iam'];
  for (const moment of MOMENTS) {
    const program = startProgram(argv, simulation);
    simulation.before(moment.call, moment.nth, () => {
      if (!moment.takesEffect) {
        simulation.setFaults([{ match: moment.call, effect: { kind: 'hang' } }]);
      }
      program.send('SIGKILL');
    });
    const killed = await program.ending;
    simulation.setFaults([]);
    expect({ moment, ...killed }).toMatchObject({ moment, signal: 'SIGKILL', out: '' });
    const [plan = '', ...others] = keys(/\/plan\.json$/);
    expect(others).toEqual([]);
    argv = ['resume', plan.split('/').at(-2) ?? '', '--to', 's3://results/iam'];
  }
  const finished = await startProgram(argv, simulation).ending;

  const { collectedAt }: { readonly collectedAt: string } = JSON.parse(
    textOf(`iam/_iam-users/runs/${argv[1]}/plan.json`),
  );
  const [csv = '', ...more] = keys(/\.csv$/);
  expect(finished).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^COMPLETE: 200 of 200 /),
  });
  expect(more).toEqual([]);
  expect(textOf(csv)).toBe(expectedCsvOf(organization.accounts, collectedAt));
  expect(keys(/\.manifest\.json$/)).toEqual([
    csv.replace('iam/', 'iam/_iam-users/manifests/').concat('.manifest.json'),
  ]);
  expect(JSON.parse(textOf('iam/_iam-users/latest.json'))).toMatchObject({ runId: argv[1] });
  expect(await spools()).toEqual(spoolsBefore);
}, 300_000);

function put(key: string): CallPattern {
  return { service: 's3', operation: 'PutObject', key };
}

/** The files that drafts are spooled to have no name, so that a killed process leaves none. */
async function spools(): Promise<readonly string[]> {
  return (await readdir(tmpdir())).filter((name) => /^iam-users-\w{6}$/.test(name)).sort();
}
