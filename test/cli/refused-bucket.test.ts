import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { simulatedEnvironment } from '../../src/cli/simulated-environment.ts';
import { startSimulation } from '../../src/simulation/index.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import { fakeIo } from './fake-io.ts';

const BUCKET = 'reports';

it('a bucket that takes nothing costs no account: allowed, the run is resumed and published', async () => {
  const simulation = await startSimulation(smallOrganization('refused bucket', { accounts: 4 }));
  onTestFinished(() => simulation.close());
  const { s3, calls } = simulation;
  s3.createBucket(BUCKET, { deny: [{ action: 's3:PutObject' }] });
  const directory = await inNewDirectory();
  const io = fakeIo(simulatedEnvironment(simulation));

  const failed = await main(['collect', '--to', `s3://${BUCKET}/iam`], io);

  const err = io.stderr.text();
  const store = join(directory, 'iam-users', '_iam-users');
  const [runId = ''] = await readdir(join(store, 'runs'));
  const command = `resume ${runId} --to s3://${BUCKET}/iam`;
  expect(failed).toBe(1);
  expect(io.stdout.text()).toBe('');
  expect(err).toContain(`The run is kept in ${store} instead.`);
  expect(err).toMatch(/error: PutObject on s3:\/\/reports\/iam\/IAM_USER_TAGS_\S+\.csv failed: /);
  expect(err).toContain('code:       STORE_ACCESS_DENIED at PutObject');
  expect(err).toMatch(/what to do: Allow s3:PutObject on s3:\/\/reports\/iam\/IAM_USER_TAGS_/);
  expect(err).toContain(
    `What was read is kept in ${store}; finish the run within 24 hours with \`iam-users ${command}\`.`,
  );
  expect(await readdir(join(store, 'runs', runId, 'parts'))).toHaveLength(4);
  expect(s3.objects(BUCKET)).toEqual([]);

  s3.deny(BUCKET, []);
  calls.reset();
  const again = fakeIo(simulatedEnvironment(simulation));
  const resumed = await main(command.split(' '), again);

  const names = s3.objects(BUCKET).map(({ key }) => key);
  expect(resumed).toBe(0);
  expect(again.stdout.text()).toMatch(/^COMPLETE: 4 of 4 accounts read/);
  expect(calls.count('sts:AssumeRole')).toBe(0);
  expect(names.filter((name) => name.endsWith('.csv'))).toHaveLength(1);
  expect(names).toContain('iam/_iam-users/latest.json');
});

/** A place for what is written beside the current directory. */
async function inNewDirectory(): Promise<string> {
  const before = process.cwd();
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'iam-users-cwd-')));
  process.chdir(directory);
  onTestFinished(async () => {
    process.chdir(before);
    await rm(directory, { recursive: true, force: true });
  });
  return directory;
}
