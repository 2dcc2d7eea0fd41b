import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeIo } from './fake-io.ts';

const before = process.cwd();
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'demo-'));
  process.chdir(directory);
});

afterEach(async () => {
  process.chdir(before);
  await rm(directory, { recursive: true });
});

it('collects what the simulated organization is built to give, whatever is set', async () => {
  const io = fakeIo({ ROLE_NAME: 'another', CHILD_ACCOUNT_IDS: '1', AWS_PROFILE: 'none' });

  const status = await main(['demo'], io);

  expect(status).toBe(0);
  expect(io.stdout.text()).toMatch(/^PARTIAL: 42 of 44 accounts read \(95\.45 %\)\n/);
  expect(io.stdout.text().replaceAll('\n', ' ')).toContain(
    'This is as it should be: the simulated organization has 2 accounts that cannot be read, 1 that can be read in part, and 2 that are closed, on purpose.',
  );
  const names = await readdir(join(directory, 'iam-users-demo'));
  expect(names.filter((name) => name.endsWith('.csv'))).toHaveLength(1);
});

it('says at once that it cannot write here', async () => {
  await writeFile(join(directory, 'iam-users-demo'), '');
  const io = fakeIo();

  const status = await main(['demo'], io);

  expect(status).toBe(1);
  expect(io.stderr.text()).toContain('error: The demo cannot make the directory ');
  expect(io.stderr.text()).toContain('code:       STORE_ACCESS_DENIED');
});
