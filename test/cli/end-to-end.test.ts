import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { simulatedEnvironment } from '../../src/cli/simulated-environment.ts';
import type { Plan } from '../../src/organization/plan.ts';
import type { Manifest } from '../../src/output/manifest.ts';
import {
  generateOrganization,
  type Simulation,
  startSimulation,
} from '../../src/simulation/index.ts';
import { fakeIo } from './fake-io.ts';

const DENIED = { kind: 'error', code: 'AccessDenied', status: 403 } as const;

let directory: string;
let simulation: Simulation;

beforeEach(() => {
  // The SDK looks there by itself; what is set on this machine must not matter.
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'end-to-end-'));
  const size = { seed: 'cli', accounts: 3, usersPerAccount: 4 };
  simulation = await startSimulation(generateOrganization({ ...size, now: new Date() }));
});

afterEach(async () => {
  await simulation.close();
  await rm(directory, { recursive: true });
});

describe('collect', () => {
  it('leaves a file and its manifest in the directory, and latest.json points to it', async () => {
    const { status, out } = await collect();

    const manifest = await readManifest();
    expect(status).toBe(0);
    expect(out).toMatch(/^COMPLETE: 3 of 3 accounts read \(100 %\)\n/);
    expect(manifest.users).toBe(12);
    const [file] = manifest.files;
    const text = await readFile(join(directory, 'to', file?.key ?? ''), 'utf8');
    expect(text.split('\r\n')).toHaveLength(12 + 2);
  });

  it('writes to S3 with nothing on the local disk', async () => {
    simulation.s3.createBucket('reports');

    const { status } = await collect({ S3_BUCKET_NAME: 'reports', S3_PREFIX: 'iam' }, []);

    const keys = simulation.s3.objects('reports').map(({ key }) => key);
    expect(status).toBe(0);
    expect(keys).toContain('iam/_iam-users/latest.json');
    expect(keys.filter((key) => key.endsWith('.csv'))).toHaveLength(1);
    expect(await readdir(directory)).toEqual([]);
  });

  it('of listed accounts asks AWS Organizations nothing', async () => {
    const [first] = simulation.organization.accounts;

    const { status, out } = await collect({ CHILD_ACCOUNT_IDS: first?.id ?? '' });

    expect(status).toBe(0);
    expect(out).toMatch(/^COMPLETE: 1 of 1 account read/);
    expect(callsTo('organizations')).toBe(0);
  });

  it('takes the profile that it is told, whatever keys the environment has', async () => {
    const { accessKeyId, secretAccessKey } = simulation.callerCredentials;
    const path = join(directory, 'credentials');
    const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}`;
    await writeFile(path, `[audit]\n${keys}\n`);
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path);
    const environment = { AWS_PROFILE: 'audit', AWS_ACCESS_KEY_ID: 'AKIAUNKNOWNUNKNOWN00' };

    const byEnvironment = await collect(environment);
    const byProfile = await collect(environment, [...TO_DIRECTORY(), '--profile', 'audit']);

    expect(byEnvironment.err).toContain('code:       CREDENTIALS_INVALID');
    expect(byProfile.out).toMatch(/^COMPLETE: 3 of 3 accounts read/);
  });

  it('names the account that cannot be read, and publishes the others', async () => {
    const [, second] = simulation.organization.accounts;
    const match = { operation: 'AssumeRole', accountId: second?.id ?? '' };
    simulation.setFaults([{ match, effect: DENIED }]);

    const { status, out, err } = await collect();

    expect(status).toBe(3);
    expect(err).toContain(`failed: ${second?.id} `);
    expect(out).toContain('  ROLE_NOT_ASSUMABLE at AssumeRole: 1 account\n');
    expect(out).toMatch(/latest\.json does not point\s+to this run: Only 66\.66 %/);
    expect((await readManifest()).users).toBe(8);
  });

  it('publishes nothing when no account can be read', async () => {
    const { status, out } = await collect({ ROLE_NAME: 'nobody-has-this-one' }, [
      ...TO_DIRECTORY(),
      '--exclude-accounts',
      simulation.organization.caller.accountId,
    ]);

    expect(status).toBe(1);
    expect(out).toMatch(/^FAILED: 0 of 2 accounts read \(0 %\)\n/);
    expect(out).toContain('No data file: nothing was read.');
    expect((await readdir(join(directory, 'to'))).filter((name) => name.endsWith('.csv'))).toEqual(
      [],
    );
  });
});

describe('what stops a run before it writes anything', () => {
  it('no credentials', async () => {
    const { status, err } = await collect({ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });

    expect(status).toBe(4);
    expect(err).toContain('code:       CREDENTIALS_MISSING');
    expect(await readdir(directory)).toEqual([]);
  });

  it('expired credentials', async () => {
    simulation.setFaults([{ match: { service: 'sts' }, effect: { kind: 'expired' } }]);

    const { status, err } = await collect();

    expect(status).toBe(4);
    expect(err).toContain('code:       CREDENTIALS_EXPIRED');
    expect(await readdir(directory)).toEqual([]);
  });

  it('credentials that AWS does not know', async () => {
    const { status, err } = await collect({ AWS_ACCESS_KEY_ID: 'AKIAUNKNOWNUNKNOWN00' });

    expect(status).toBe(4);
    expect(err).toContain('code:       CREDENTIALS_INVALID');
  });

  it('an endpoint where nothing listens', async () => {
    const { status, err } = await collect({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });

    expect(status).toBe(1);
    expect(err).toContain('code:       ENDPOINT_UNREACHABLE');
    expect(await readdir(directory)).toEqual([]);
  });

  it('an organization that may not be listed', async () => {
    const match = { service: 'organizations' } as const;
    const effect = { ...DENIED, code: 'AccessDeniedException', status: 400 };
    simulation.setFaults([{ match, effect }]);

    const { status, err } = await collect();

    expect(status).toBe(1);
    expect(err).toContain('code:       ORGANIZATION_ACCESS_DENIED');
    expect(await readdir(directory)).toEqual([]);
  });

  it('no account that is left', async () => {
    const ids = simulation.organization.accounts.map(({ id }) => id).join(' ');

    const { status, err } = await collect({ EXCLUDE_ACCOUNT_IDS: ids });

    expect(status).toBe(1);
    expect(err).toContain('code:       NO_ACCOUNTS\n  what to do: Run `iam-users plan` to see');
    expect(await readdir(directory)).toEqual([]);
  });

  it('a bucket that does not exist', async () => {
    const { status, err } = await collect({}, ['--to', 's3://no-such-bucket']);

    expect(status).toBe(1);
    expect(err).toContain('code:       BUCKET_MISSING');
  });

  it('a file in the place of the directory', async () => {
    await writeFile(join(directory, 'to'), '');

    const { status, err } = await collect();

    expect(status).toBe(1);
    expect(err).toMatch(/code: +STORE_(ACCESS_DENIED|FAILED)/);
    expect(err).toContain(join(directory, 'to'));
  });
});

describe('Ctrl-C', () => {
  it('in the middle of a run keeps what was read, and resume finishes it', async () => {
    const io = fakeIo({ ...simulatedEnvironment(simulation), CONCURRENCY: '1' });
    simulation.before({ operation: 'AssumeRole' }, 2, () => io.send('SIGINT'));

    const interrupted = await main(['collect', ...TO_DIRECTORY()], io);
    const command = /finish the run within 24 hours with `iam-users (.*)`/.exec(
      io.stderr.text(),
    )?.[1];
    const filesBefore = await readdir(join(directory, 'to'));
    simulation.calls.reset();
    const again = fakeIo(simulatedEnvironment(simulation));
    const resumed = await main(command?.split(' ') ?? [], again);

    expect(interrupted).toBe(130);
    expect(filesBefore).toEqual(['_iam-users']);
    expect(resumed).toBe(0);
    expect(again.stdout.text()).toMatch(/^COMPLETE: 3 of 3 accounts read/);
    expect(again.stderr.text()).toMatch(/reading 3 accounts, [12] of them already read/);
    expect((await readManifest()).users).toBe(12);
  });

  it('before the accounts are listed says that nothing was read', async () => {
    const io = fakeIo(simulatedEnvironment(simulation));
    simulation.before({ operation: 'ListAccounts' }, 1, () => io.send('SIGINT'));

    const status = await main(['collect', ...TO_DIRECTORY()], io);

    expect(status).toBe(130);
    expect(io.stderr.text()).toContain('error: stopped before any account was read');
    expect(await readdir(directory)).toEqual([]);
  });

  it('hides no expired credentials, and the remedy has the whole command to resume with', async () => {
    const io = fakeIo({ ...simulatedEnvironment(simulation), CONCURRENCY: '1' });
    const flags = [...TO_DIRECTORY(), '--region', 'us-east-1'];
    simulation.before({ operation: 'AssumeRole' }, 1, () => {
      io.send('SIGINT');
      simulation.setFaults([{ match: { service: 'sts' }, effect: { kind: 'expired' } }]);
    });

    const status = await main(['collect', ...flags], io);

    expect(status).toBe(4);
    expect(io.stderr.text()).toContain('code:       CREDENTIALS_EXPIRED');
    expect(io.stderr.text()).toMatch(/with `iam-users resume \S+ --to \S+ --region us-east-1`\./);
  });
});

describe('plan', () => {
  it('reads the list of accounts, and nothing else', async () => {
    const io = fakeIo(simulatedEnvironment(simulation));

    const status = await main(['plan', '--to', join(directory, 'to')], io);

    expect(status).toBe(0);
    expect(io.stdout.text()).toContain('\n3 accounts to read, 0 to skip\n');
    expect(callsTo('iam')).toBe(0);
    expect(await readdir(directory)).toEqual([]);
  });

  it('shows why nothing is left to read before it fails for it', async () => {
    const ids = simulation.organization.accounts.map(({ id }) => id);
    const io = fakeIo({ ...simulatedEnvironment(simulation), EXCLUDE_ACCOUNT_IDS: ids.join(' ') });

    const status = await main(['plan'], io);

    const rows = io.stdout.text().match(/^\d{12} +skip .* excluded by its id /gm) ?? [];
    expect(status).toBe(1);
    expect(rows).toHaveLength(3);
    expect(io.stdout.text()).not.toContain('Next:');
    expect(io.stderr.text()).toBe(
      `error: expected at least one account to read, but all 3 are left out: 3 × excluded by its id
  code:       NO_ACCOUNTS
  what to do: Correct the settings that leave accounts out: \`--ou\`, \`--exclude-ou\` and \`--exclude-accounts\`.
`,
    );
  });

  it('--json writes the plan of nothing too', async () => {
    const ids = simulation.organization.accounts.map(({ id }) => id);
    const io = fakeIo({ ...simulatedEnvironment(simulation), EXCLUDE_ACCOUNT_IDS: ids.join(' ') });

    const status = await main(['plan', '--json'], io);

    const { accounts }: Plan = JSON.parse(io.stdout.text());
    expect(status).toBe(1);
    expect(accounts.map(({ skip }) => skip?.code)).toEqual(Array(3).fill('ACCOUNT_EXCLUDED'));
  });
});

const TO_DIRECTORY = () => ['--to', join(directory, 'to')];

async function collect(environment: Record<string, string> = {}, flags = TO_DIRECTORY()) {
  const io = fakeIo({ ...simulatedEnvironment(simulation), ...environment });
  const status = await main(['collect', ...flags], io);
  return { status, out: io.stdout.text(), err: io.stderr.text() };
}

function callsTo(service: string): number {
  const calls = Object.entries(simulation.calls.byOperation());
  return calls
    .filter(([operation]) => operation.startsWith(`${service}:`))
    .reduce((total, [, count]) => total + count, 0);
}

async function readManifest(): Promise<Manifest> {
  const folder = join(directory, 'to', '_iam-users', 'manifests');
  const [name] = await readdir(folder);
  return JSON.parse(await readFile(join(folder, name ?? ''), 'utf8'));
}
