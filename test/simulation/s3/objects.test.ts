import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Crc32 } from '../../../src/simulation/s3/payload.ts';
import { bucketOf, codeOf } from './requests.ts';

describe('an object of the simulated Amazon S3', () => {
  it('comes back with its metadata, content type, ETag and encryption', async () => {
    const { send } = bucketOf();
    const headers = {
      'content-type': 'text/csv',
      'x-amz-meta-run-id': 'r1',
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'key',
      'x-amz-server-side-encryption-bucket-key-enabled': 'true',
    };

    await send('PUT', '/b/k', { headers, body: 'hello' });
    const answer = await send('GET', '/b/k');

    expect(answer.status).toBe(200);
    expect(answer.text).toBe('hello');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv',
      'content-length': '5',
      'x-amz-meta-run-id': 'r1',
      etag: `"${createHash('md5').update('hello').digest('hex')}"`,
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'key',
      'x-amz-server-side-encryption-bucket-key-enabled': 'true',
    });
  });

  it('has the length but no body in the answer to HEAD', async () => {
    const { send } = bucketOf();
    await send('PUT', '/b/k', { body: 'hello' });

    const answer = await send('HEAD', '/b/k');

    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.headers['content-length']).toBe('5');
  });

  it('is gone when it is deleted, and can be deleted again', async () => {
    const { send } = bucketOf();
    await send('PUT', '/b/k', { body: 'hello' });

    const statuses = [(await send('DELETE', '/b/k')).status, (await send('DELETE', '/b/k')).status];

    expect(statuses).toEqual([204, 204]);
    expect(codeOf(await send('GET', '/b/k'))).toBe('NoSuchKey');
    expect(await send('HEAD', '/b/k')).toMatchObject({ status: 404, text: '' });
  });

  it.each([
    ['bytes=0-4', 206, 'hello', 'bytes 0-4/11'],
    ['bytes=6-', 206, 'world', 'bytes 6-10/11'],
    ['bytes=-5', 206, 'world', 'bytes 6-10/11'],
    ['bytes=6-100', 206, 'world', 'bytes 6-10/11'],
    ['bytes=0-1,3-4', 200, 'hello world', undefined],
    ['lines=1-2', 200, 'hello world', undefined],
  ])('answers Range %s', async (range, status, text, contentRange) => {
    const { send } = bucketOf();
    await send('PUT', '/b/k', { body: 'hello world' });

    const answer = await send('GET', '/b/k', { headers: { range } });

    expect(answer).toMatchObject({ status, text });
    expect(answer.headers['content-range']).toBe(contentRange);
  });

  it('refuses a range behind its end', async () => {
    const { send } = bucketOf();
    await send('PUT', '/b/k', { body: 'hello' });

    const answer = await send('GET', '/b/k', { headers: { range: 'bytes=5-' } });

    expect([answer.status, codeOf(answer)]).toEqual([416, 'InvalidRange']);
  });

  it('keeps any key apart from any other', async () => {
    const { s3, send } = bucketOf();
    const key = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' });

    await fc.assert(
      fc.asyncProperty(key, async (name) => {
        await send('PUT', `/b/${encodeURIComponent(name)}`, { body: name });

        expect(s3.object('b', name)?.bytes.toString()).toBe(name);
      }),
    );
  });
});

describe('a conditional write to the simulated Amazon S3', () => {
  it.each([
    { headers: { 'if-none-match': '*' }, key: 'free', status: 200, code: null },
    { headers: { 'if-none-match': '*' }, key: 'taken', status: 412, code: 'PreconditionFailed' },
    { headers: { 'if-match': '"0"' }, key: 'taken', status: 412, code: 'PreconditionFailed' },
    { headers: { 'if-match': '"0"' }, key: 'free', status: 404, code: 'NoSuchKey' },
    { headers: { 'if-none-match': '"0"' }, key: 'free', status: 501, code: 'NotImplemented' },
  ])('with $headers on a $key key answers $status', async ({ headers, key, status, code }) => {
    const { send } = bucketOf();
    await send('PUT', '/b/taken', { body: 'old' });

    const answer = await send('PUT', `/b/${key}`, { headers, body: 'new' });

    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect((await send('GET', '/b/taken')).text).toBe('old');
  });

  it.each(['quoted', 'unquoted'])('If-Match with its ETag, %s', async (form) => {
    const { send } = bucketOf();
    const { headers } = await send('PUT', '/b/k', { body: 'old' });
    const etag = headers.etag ?? '';
    const ifMatch = form === 'quoted' ? etag : etag.replaceAll('"', '');

    const answer = await send('PUT', '/b/k', { headers: { 'if-match': ifMatch }, body: 'new' });

    expect(answer.status).toBe(200);
    expect((await send('GET', '/b/k')).text).toBe('new');
  });
});

describe('a payload of the simulated Amazon S3', () => {
  const crc = base64Crc32(Buffer.from('hello'));
  const md5 = createHash('md5').update('hello').digest('base64');
  const sha256 = createHash('sha256').update('hello').digest();

  it('has the CRC32 that every implementation gives', () => {
    expect(base64Crc32(Buffer.from('123456789'))).toBe('y/Q5Jg==');
  });

  it.each([
    { 'content-md5': md5 },
    { 'x-amz-checksum-crc32': crc },
    { 'x-amz-checksum-sha256': sha256.toString('base64') },
    { 'x-amz-content-sha256': sha256.toString('hex') },
    { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
  ])('is taken with %o, and refused when it is damaged', async (headers) => {
    const { send } = bucketOf();
    const verified = headers['x-amz-content-sha256'] !== 'UNSIGNED-PAYLOAD';

    const whole = await send('PUT', '/b/k', { headers, body: 'hello' });
    const damaged = await send('PUT', '/b/k', { headers, body: 'jello' });

    expect(whole.status).toBe(200);
    expect(codeOf(damaged)).toBe(verified ? 'BadDigest' : null);
  });

  it('is the same however it is cut into chunks', async () => {
    const { s3, send } = bucketOf();
    const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 6 });

    await fc.assert(
      fc.asyncProperty(pieces, async (chunks) => {
        const bytes = Buffer.concat(chunks);
        const headers = chunkedHeaders(bytes.length);

        const { status } = await send('PUT', '/b/k', {
          headers,
          body: chunked(chunks, base64Crc32(bytes)),
        });

        expect(status).toBe(200);
        expect(s3.object('b', 'k')?.bytes.equals(bytes)).toBe(true);
      }),
    );
  });

  it.each([
    ['a wrong trailing checksum', chunked([Buffer.from('hello')], 'AAAAAA=='), 5, 'BadDigest'],
    ['a wrong length', chunked([Buffer.from('hello')], crc), 6, 'InvalidRequest'],
    ['a chunk that is cut off', Buffer.from('ff\r\nhello'), 5, 'InvalidRequest'],
    ['no chunk at all', Buffer.from('hello'), 5, 'InvalidRequest'],
    ['an empty body', Buffer.alloc(0), 0, 'InvalidRequest'],
  ])('is refused with %s', async (_, body, length, code) => {
    const { send } = bucketOf();

    const answer = await send('PUT', '/b/k', { headers: chunkedHeaders(length), body });

    expect(codeOf(answer)).toBe(code);
  });
});

function chunkedHeaders(length: number): Readonly<Record<string, string>> {
  return {
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'x-amz-decoded-content-length': String(length),
  };
}

function chunked(chunks: readonly Uint8Array[], crc32: string): Buffer {
  const framed = chunks.flatMap((chunk) => [`${chunk.length.toString(16)}\r\n`, chunk, '\r\n']);
  const parts = [...framed, `0\r\nx-amz-checksum-crc32:${crc32}\r\n\r\n`];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}
