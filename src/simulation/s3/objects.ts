import { createHash } from 'node:crypto';
import type { WireResponse } from '../wire.ts';
import { deniedByBucket, hidingOf } from './access.ts';
import type { Bucket, Encryption, S3Object } from './bucket.ts';
import { S3Error } from './errors.ts';
import type { S3Request } from './operation.ts';
import { base64Crc32, type Payload, readPayload } from './payload.ts';

/** PutObject, with its conditions. The object is in the bucket when this returns. */
export function putObject(request: S3Request, bucket: Bucket): WireResponse {
  const payload = readPayload(request.wire);
  checkKey(request.key);
  checkConditions(request, bucket);
  const object = toObject(request, bucket, payload);
  bucket.objects.set(object.key, object);
  const checksum = payload.crc32 === null ? {} : { 'x-amz-checksum-crc32': payload.crc32 };
  return {
    status: 200,
    headers: { etag: object.etag, ...checksum, ...encryptionHeaders(object.encryption) },
  };
}

/** GetObject and HeadObject. A `Range` of the form `bytes=` with one range is honoured. */
export function getObject(request: S3Request, bucket: Bucket): WireResponse {
  const object = bucket.objects.get(request.key);
  if (object === undefined) throw missingKey(request, bucket);
  const range = readRange(request.wire.headers.range, object.bytes.length);
  const bytes = range === null ? object.bytes : object.bytes.subarray(range.start, range.end + 1);
  return {
    status: range === null ? 200 : 206,
    headers: {
      ...objectHeaders(object),
      ...(range === null ? checksumHeaders(request, object) : rangeHeaders(range, object)),
      'content-length': String(bytes.length),
    },
    ...(request.wire.method === 'HEAD' ? {} : { body: bytes }),
  };
}

/** DeleteObject: a key that does not exist is deleted with the same answer. */
export function deleteObject(request: S3Request, bucket: Bucket): WireResponse {
  bucket.objects.delete(request.key);
  return { status: 204 };
}

/**
 * `If-None-Match: *` and `If-Match`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function checkConditions(request: S3Request, bucket: Bucket): void {
  const existing = bucket.objects.get(request.key);
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = request.wire.headers;
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new S3Error('NotImplemented', 'If-None-Match takes * only.');
  }
  if (ifNoneMatch === '*' && existing !== undefined) throw preconditionFailed();
  if (ifMatch === undefined) return;
  if (existing === undefined) throw missingKey(request, bucket);
  if (unquoted(ifMatch) !== unquoted(existing.etag)) throw preconditionFailed();
}

/** Keys are 1 to 1,024 bytes of UTF-8. */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) <= 1024) return;
  throw new S3Error('KeyTooLongError', 'Your key is too long.');
}

/** Server-side encryption as the headers of a request ask for it; refused if the bucket demands another. */
export function readEncryption(request: S3Request, bucket: Bucket): Encryption {
  const { headers } = request.wire;
  const algorithm = headers['x-amz-server-side-encryption'];
  if (bucket.requiredEncryption !== null && algorithm !== bucket.requiredEncryption) {
    throw deniedByBucket(request, bucket, 's3:PutObject');
  }
  return {
    algorithm: algorithm ?? 'AES256',
    kmsKeyId: headers['x-amz-server-side-encryption-aws-kms-key-id'] ?? null,
    bucketKeyEnabled: headers['x-amz-server-side-encryption-bucket-key-enabled'] === 'true',
  };
}

/** The headers with which S3 tells how an object is encrypted. */
export function encryptionHeaders(encryption: Encryption): Readonly<Record<string, string>> {
  const { algorithm, kmsKeyId, bucketKeyEnabled } = encryption;
  return {
    'x-amz-server-side-encryption': algorithm,
    ...(kmsKeyId === null ? {} : { 'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyId }),
    ...(bucketKeyEnabled ? { 'x-amz-server-side-encryption-bucket-key-enabled': 'true' } : {}),
  };
}

/** The `x-amz-meta-` headers of a request, without that prefix. */
export function readMetadata(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const prefix = 'x-amz-meta-';
  const entries = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(prefix.length), value]));
}

function toObject(request: S3Request, bucket: Bucket, payload: Payload): S3Object {
  const { headers } = request.wire;
  return {
    key: request.key,
    bytes: payload.bytes,
    etag: `"${createHash('md5').update(payload.bytes).digest('hex')}"`,
    lastModified: new Date(),
    contentType: headers['content-type'] ?? 'binary/octet-stream',
    metadata: readMetadata(headers),
    crc32: base64Crc32(payload.bytes),
    encryption: readEncryption(request, bucket),
    parts: null,
    requestHeaders: headers,
  };
}

function objectHeaders(object: S3Object): Readonly<Record<string, string>> {
  const metadata = Object.entries(object.metadata);
  return {
    etag: object.etag,
    'last-modified': object.lastModified.toUTCString(),
    'content-type': object.contentType,
    'accept-ranges': 'bytes',
    ...Object.fromEntries(metadata.map(([name, value]) => [`x-amz-meta-${name}`, value])),
    ...encryptionHeaders(object.encryption),
  };
}

function checksumHeaders(request: S3Request, object: S3Object): Readonly<Record<string, string>> {
  const asked = request.wire.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED';
  return asked && object.crc32 !== null ? { 'x-amz-checksum-crc32': object.crc32 } : {};
}

interface ByteRange {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

function rangeHeaders(range: ByteRange, object: S3Object): Readonly<Record<string, string>> {
  return { 'content-range': `bytes ${range.start}-${range.end}/${object.bytes.length}` };
}

/** What is not one range of bytes is ignored, as HTTP has it. */
function readRange(header: string | undefined, size: number): ByteRange | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start > end) throw new S3Error('InvalidRange', 'The requested range is not satisfiable');
  return { start, end };
}

function missingKey(request: S3Request, bucket: Bucket): S3Error {
  const missing = new S3Error('NoSuchKey', 'The specified key does not exist.');
  return hidingOf(request, bucket) ?? missing;
}

function preconditionFailed(): S3Error {
  return new S3Error(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
  );
}

function unquoted(etag: string): string {
  return etag.replaceAll('"', '');
}
