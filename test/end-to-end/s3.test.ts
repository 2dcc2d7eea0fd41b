import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SimulatedS3 } from '../../src/simulation/index.ts';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import { COLLECTED_AT, simulatedWorld } from '../helpers/run-simulated.ts';

const BUCKET = 'results';
const OWNER = '111122223333';
const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const TO = { to: `s3://${BUCKET}/iam` };

function namesIn(s3: SimulatedS3): readonly string[] {
  return s3.objects(BUCKET).map(({ key }) => key);
}

describe('a run into Amazon S3', () => {
  it('leaves data, manifest, pointer and what resume needs below the prefix, and nothing else', async () => {
    const organization = smallOrganization('into s3');
    const world = await simulatedWorld(organization);
    const { s3 } = world.simulation;
    s3.createBucket(BUCKET);

    const { csv, manifest, result } = await world.collect({ flags: TO });

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(result.targetLocation).toBe('s3://results/iam');
    const data = `IAM_USER_TAGS_${organization.id}_combined_2026-01-15_12-34-56.csv`;
    const run = `iam/_iam-users/runs/${manifest.runId}`;
    const parts = organization.accounts.map(({ id }) => `${run}/parts/${id}.jsonl.gz`);
    const known = organization.accounts.map(({ id }) => `iam/_iam-users/known/${id}.jsonl.gz`);
    expect(namesIn(s3)).toEqual(
      [
        `iam/${data}`,
        'iam/_iam-users/latest.json',
        `iam/_iam-users/manifests/${data}.manifest.json`,
        `${run}/plan.json`,
        `${run}/data.json`,
        ...parts,
        ...known,
      ].sort(),
    );
    expect(s3.uploads(BUCKET)).toEqual([]);
  });

  it('encrypts every object with the key, and names the owner of the bucket', async () => {
    const world = await simulatedWorld(smallOrganization('encrypted'));
    const { s3 } = world.simulation;
    s3.createBucket(BUCKET, { owner: OWNER, requiredEncryption: 'aws:kms' });

    const { result } = await world.collect({
      flags: { ...TO, kmsKeyId: KEY, bucketOwner: OWNER },
    });

    expect(result.latestMoved).toBe(true);
    const headers = s3.objects(BUCKET).map(({ requestHeaders }) => ({
      encryption: requestHeaders['x-amz-server-side-encryption'],
      key: requestHeaders['x-amz-server-side-encryption-aws-kms-key-id'],
      owner: requestHeaders['x-amz-expected-bucket-owner'],
    }));
    expect(headers).toHaveLength(11);
    expect(new Set(headers.map((all) => JSON.stringify(all)))).toEqual(
      new Set([JSON.stringify({ encryption: 'aws:kms', key: KEY, owner: OWNER })]),
    );
  });

  it('takes a name of its own beside another run of the same instant, whatever that holds', async () => {
    const world = await simulatedWorld(smallOrganization('same instant'));
    const { s3 } = world.simulation;
    s3.createBucket(BUCKET);

    const first = await world.collect({ flags: TO });
    const second = await world.collect({ flags: TO });

    const [plain, own] = [first, second].map(({ manifest }) => manifest.files[0]?.key ?? '');
    expect(own).toBe(plain?.replace('.csv', `_${second.manifest.runId.slice(-6)}.csv`));
    expect(second.csv).toBe(first.csv);
    expect(second.result.latestMoved).toBe(false);
  });

  it('writes nothing into a bucket that belongs to somebody else', async () => {
    const world = await simulatedWorld(smallOrganization('foreign bucket'));
    const { s3 } = world.simulation;
    s3.createBucket(BUCKET, { owner: '999900001111' });
    const flags = { ...TO, bucketOwner: OWNER, runStore: join(world.directory, 'store') };

    const failed = world.collect({ flags });

    await expect(failed).rejects.toMatchObject({ code: 'STORE_ACCESS_DENIED' });
    expect(s3.objects(BUCKET)).toEqual([]);
  });

  it('reads no account if the bucket does not exist', async () => {
    const world = await simulatedWorld(smallOrganization('no bucket'));

    const failed = world.collect({ flags: TO });

    await expect(failed).rejects.toMatchObject({ code: 'BUCKET_MISSING' });
    expect(world.simulation.calls.count('sts:AssumeRole')).toBe(0);
  });

  it('keeps the run on this machine, with a warning, if the bucket takes no more than results', async () => {
    const organization = smallOrganization('write only');
    const world = await simulatedWorld(organization);
    const { s3 } = world.simulation;
    s3.createBucket(BUCKET, {
      deny: [
        { action: 's3:GetObject' },
        { action: 's3:ListBucket' },
        { action: 's3:PutObject', prefix: 'iam/_iam-users/runs' },
      ],
    });
    await inNewDirectory();

    const { csv, manifest, messages } = await world.collect({ flags: TO });

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest.status).toBe('COMPLETE');
    expect(messages.filter(({ type }) => type === 'warning')).toEqual([
      {
        type: 'warning',
        code: 'STORE_ACCESS_DENIED',
        text: expect.stringContaining('is kept in'),
      },
    ]);
    expect(namesIn(s3).filter((name) => name.includes('/runs/'))).toEqual([]);
  });

  it('loses no account if the bucket refuses the result: allowed, the run is resumed', async () => {
    const organization = smallOrganization('refused');
    const world = await simulatedWorld(organization);
    const { s3, calls } = world.simulation;
    s3.createBucket(BUCKET, { deny: [{ action: 's3:PutObject', prefix: 'iam/IAM_' }] });
    let runId = '';
    const failed = world.collect({
      flags: TO,
      onMessage: (message) => {
        if (message.type === 'run-started') runId = message.runId;
      },
    });
    await expect(failed).rejects.toMatchObject({
      code: 'STORE_ACCESS_DENIED',
      remedy: expect.stringMatching(/s3:PutObject.*iam-users resume/s),
    });
    s3.deny(BUCKET, []);
    calls.reset();

    const { csv } = await world.resume(runId, { flags: TO });

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(calls.count('sts:AssumeRole')).toBe(0);
  });

  it('takes its own data for its own if only the manifest was refused', async () => {
    const organization = smallOrganization('half published');
    const world = await simulatedWorld(organization);
    const { s3 } = world.simulation;
    const manifests = 'iam/_iam-users/manifests';
    s3.createBucket(BUCKET, { deny: [{ action: 's3:PutObject', prefix: manifests }] });
    let runId = '';
    const failed = world.collect({
      flags: TO,
      onMessage: (message) => {
        if (message.type === 'run-started') runId = message.runId;
      },
    });
    await expect(failed).rejects.toMatchObject({ code: 'STORE_ACCESS_DENIED' });
    expect(namesIn(s3)).not.toContain('iam/_iam-users/latest.json');
    s3.deny(BUCKET, []);

    const { csv, manifest, result } = await world.resume(runId, { flags: TO });

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(namesIn(s3).filter((name) => name.endsWith('.csv'))).toEqual([
      `iam/${manifest.files[0]?.key}`,
    ]);
    expect(result.latestMoved).toBe(true);
  });
});

/** A place for what is written beside the current directory. */
async function inNewDirectory(): Promise<void> {
  const before = process.cwd();
  const directory = await mkdtemp(join(tmpdir(), 'iam-users-cwd-'));
  process.chdir(directory);
  onTestFinished(async () => {
    process.chdir(before);
    await rm(directory, { recursive: true, force: true });
  });
}
