import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ACCOUNT } from '../simulation/s3/host.ts';
import { LARGE_TEXT, publish, RUN, startBucket } from './s3-under-test.ts';
import { describeStore, namesOf } from './store-contract.ts';

const MEBIBYTE = 1024 * 1024;

for (const prefix of ['', 'iam/users']) {
  describeStore(`a store in Amazon S3 with the prefix "${prefix}"`, async () => {
    const host = await startBucket();
    return {
      store: host.storeWith({ prefix }),
      other: host.storeWith({ prefix }),
      [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
    };
  });
}

describe('what a store in Amazon S3 sends', () => {
  it('keeps objects below the prefix, and lists only those', async () => {
    await using host = await startBucket();
    const store = host.storeWith({ prefix: 'iam' });
    const neighbour = host.storeWith({ prefix: 'iam-too' });
    await neighbour.write('b', Buffer.from('x'));

    await store.write('a', Buffer.from('x'));

    expect(host.s3.objects('results').map(({ key }) => key)).toEqual(['iam-too/b', 'iam/a']);
    expect(await namesOf(store, '')).toEqual(['a']);
    expect(store.location).toBe('s3://results/iam');
    expect(store.locationOf('a')).toBe('s3://results/iam/a');
  });

  it('lists every page', async () => {
    await using host = await startBucket();
    const store = host.storeWith();
    const names = Array.from({ length: 1005 }, (_, index) => `n${String(index).padStart(4, '0')}`);
    for (const name of names) await host.put(name, 'x');

    expect(await namesOf(store, 'n')).toEqual(names);
    expect(host.s3.requests().ListObjectsV2).toBe(2);
  });

  it.each([
    ['data.csv', 'text/csv; charset=utf-8'],
    ['data.csv.manifest.json', 'application/json'],
    ['1.jsonl.gz', 'application/gzip'],
    ['1.jsonl', 'application/x-ndjson'],
    ['data', 'application/octet-stream'],
  ])('gives %s the content type %s', async (name, contentType) => {
    await using host = await startBucket();

    await host.storeWith().write(name, Buffer.from('x'));

    expect(host.s3.object('results', name)?.contentType).toBe(contentType);
  });

  it('puts the run and the digest into the metadata of what it publishes', async () => {
    await using host = await startBucket();

    const { result, sha256 } = await publish(host.storeWith(), 'text');

    const object = host.s3.object('results', 'data.csv');
    expect(result).toBe('created');
    expect(object?.metadata).toEqual({ 'run-id': RUN, sha256 });
    expect(object?.parts).toBeNull();
    expect(object?.requestHeaders).not.toHaveProperty('x-amz-acl');
  });

  it('encrypts with the KMS key that is set, and states the owner of the bucket', async () => {
    await using host = await startBucket({ requiredEncryption: 'aws:kms' });
    const kmsKeyId = 'arn:aws:kms:us-east-1:111111111111:key/abc';
    const store = host.storeWith({ kmsKeyId, expectedBucketOwner: ACCOUNT });

    await store.write('plan.json', Buffer.from('{}'));
    await store.replace('latest.json', Buffer.from('{}'), null);
    await publish(store, 'text');
    await publish(store, LARGE_TEXT, 'large.csv');

    for (const { key, encryption, requestHeaders } of host.s3.objects('results')) {
      expect({ key, encryption }).toEqual({
        key,
        encryption: { algorithm: 'aws:kms', kmsKeyId, bucketKeyEnabled: true },
      });
      expect(requestHeaders['x-amz-expected-bucket-owner']).toBe(ACCOUNT);
    }
    expect(host.s3.objects('results')).toHaveLength(4);
  });

  it('publishes a large draft in parts, with the same metadata', async () => {
    await using host = await startBucket();
    const text = '0123456789abcdef'.repeat((40 * MEBIBYTE) / 16);

    const { result, sha256 } = await publish(host.storeWith(), text);

    const object = host.s3.object('results', 'data.csv');
    expect(result).toBe('created');
    expect(object?.parts).toBe(3);
    expect(object?.metadata).toEqual({ 'run-id': RUN, sha256 });
    expect(object?.bytes.equals(Buffer.from(text))).toBe(true);
    expect(host.s3.uploads('results')).toEqual([]);
  });

  it('does not overwrite with a large draft, and frees its parts', async () => {
    await using host = await startBucket();
    await host.put('data.csv', 'first');

    const { result } = await publish(host.storeWith(), LARGE_TEXT);

    expect(result).toBe('taken');
    expect(host.s3.uploads('results')).toEqual([]);
    expect(host.s3.object('results', 'data.csv')?.bytes.toString()).toBe('first');
  });

  it('frees the parts of an upload that fails', async () => {
    await using host = await startBucket();
    host.s3.fail({ operation: 'UploadPart', code: 'AccessDenied' });
    const publishing = publish(host.storeWith(), 'x'.repeat(40 * MEBIBYTE));

    await expect(publishing).rejects.toMatchObject({ code: 'STORE_ACCESS_DENIED' });

    expect(host.s3.uploads('results')).toEqual([]);
    expect(host.s3.objects('results')).toEqual([]);
  });

  it('keeps a draft where a crash leaves nothing of it', async () => {
    await using host = await startBucket();
    const temporary = await mkdtemp(join(tmpdir(), 's3-store-'));
    vi.stubEnv('TMPDIR', temporary);

    const draft = await host.storeWith().draft();
    await draft.append('text');

    expect(await readdir(temporary)).toEqual([]);
    expect(host.s3.objects('results')).toEqual([]);
    vi.unstubAllEnvs();
    await draft.discard();
    await rm(temporary, { recursive: true });
  });

  it('says where it cannot keep a draft', async () => {
    await using host = await startBucket();
    vi.stubEnv('TMPDIR', '/nowhere');

    await expect(host.storeWith().draft()).rejects.toMatchObject({
      code: 'STORE_FAILED',
      message: expect.stringContaining('cannot make a directory in `/nowhere`: ENOENT'),
    });
    vi.unstubAllEnvs();
  });
});
