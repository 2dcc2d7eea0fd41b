import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { type FakeIo, fakeIo } from './fake-io.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'simulate-'));
});

afterAll(() => rm(directory, { recursive: true }));

it('serves an organization that an AWS client reaches by the printed exports, until Ctrl-C', async () => {
  const io = fakeIo();

  const ending = main(['simulate', '--accounts', '2', '--users', '1', '--seed', 'x'], io);
  const exports = await exportsFrom(io);
  const client = clientFor(exports);
  const identity = await client.send(new GetCallerIdentityCommand({}));
  client.destroy();
  io.send('SIGINT');

  expect(await ending).toBe(0);
  expect(identity.Account).toMatch(/^\d{12}$/);
  expect(io.stderr.text()).toContain('Serving 2 accounts with 2 users at http://127.0.0.1:');
  expect(io.listeners()).toBe(0);
});

it('makes the faults of a file happen', async () => {
  const io = fakeIo();
  const path = join(directory, 'faults.json');
  const fault = { match: { operation: 'GetCallerIdentity' }, effect: { kind: 'expired' } };
  await writeFile(path, JSON.stringify([fault]));

  const ending = main(['simulate', '--accounts', '1', '--users', '0', '--faults', path], io);
  const client = clientFor(await exportsFrom(io));
  const call = client.send(new GetCallerIdentityCommand({}));

  await expect(call).rejects.toMatchObject({ name: 'ExpiredToken' });
  client.destroy();
  io.send('SIGTERM');
  expect(await ending).toBe(0);
});

it.each([
  [['--accounts', '0'], 'error: `--accounts`: expected a whole number from 1 to 50000, found "0".'],
  [['--port', 'x'], 'error: `--port`: expected a whole number from 0 to 65535, found "x".'],
  [['--faults', './no-such-file.json'], 'error: `--faults` ./no-such-file.json: ENOENT'],
])('refuses %j', async (flags, message) => {
  const io = fakeIo();

  const status = await main(['simulate', ...flags], io);

  expect(status).toBe(2);
  expect(io.stdout.text()).toBe('');
  expect(io.stderr.text()).toContain(message);
});

it('refuses a fault that it does not know', async () => {
  const path = join(directory, 'wrong.json');
  await writeFile(path, '[{"effect": {"kind": "earthquake"}}]');
  const io = fakeIo();

  const status = await main(['simulate', '--faults', path], io);

  expect(status).toBe(2);
  expect(io.stderr.text()).toContain('effect.kind');
});

it('says that a port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const io = fakeIo();

  const status = await main(['simulate', '--port', String(port), '--accounts', '1'], io);
  other.close();

  expect(status).toBe(2);
  expect(io.stderr.text()).toContain(`error: \`--port\` ${port}: listen EADDRINUSE`);
});

async function exportsFrom(io: FakeIo): Promise<Readonly<Record<string, string>>> {
  await vi.waitUntil(() => io.stderr.text().includes('Serving'), { timeout: 20_000 });
  const found = io.stdout.text().matchAll(/^export (\w+)='([^']*)'$/gm);
  return Object.fromEntries([...found].map(([, name, value]) => [name, value]));
}

function clientFor({
  AWS_ENDPOINT_URL,
  AWS_ACCESS_KEY_ID,
  AWS_SECRET_ACCESS_KEY,
  AWS_REGION,
}: Readonly<Record<string, string>>): STSClient {
  return new STSClient({
    endpoint: AWS_ENDPOINT_URL ?? '',
    region: AWS_REGION ?? '',
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: AWS_SECRET_ACCESS_KEY ?? '',
    },
  });
}
