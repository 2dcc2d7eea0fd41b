import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { WireRequest } from '../wire.ts';
import { S3Error } from './errors.ts';

/** What a client uploads, without its transport encoding, and checked against its checksums. */
export interface Payload {
  readonly bytes: Buffer;
  /** Base64; `null` if the client sent none. */
  readonly crc32: string | null;
}

/** Reads the payload of a request; refuses one that does not agree with a checksum sent with it. */
export function readPayload(request: WireRequest): Payload {
  const { bytes, trailers } = isChunked(request)
    ? decodeChunks(request.body)
    : { bytes: request.body, trailers: {} };
  const sent = { ...request.headers, ...trailers };
  verifyLength(bytes, request.headers['x-amz-decoded-content-length']);
  verifyContentHash(bytes, request.headers['x-amz-content-sha256']);
  for (const [header, digest] of Object.entries(DIGESTS)) {
    const expected = sent[header];
    if (expected === undefined || expected === digest(bytes)) continue;
    throw new S3Error('BadDigest', `The ${header} you specified did not match the payload.`);
  }
  return { bytes, crc32: sent['x-amz-checksum-crc32'] ?? null };
}

/** CRC32 as S3 writes it: base64 of four bytes, the highest first. */
export function base64Crc32(bytes: Buffer): string {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(crc32(bytes));
  return value.toString('base64');
}

const DIGESTS: Readonly<Record<string, (bytes: Buffer) => string>> = {
  'content-md5': (bytes) => createHash('md5').update(bytes).digest('base64'),
  'x-amz-checksum-crc32': base64Crc32,
  'x-amz-checksum-sha1': (bytes) => createHash('sha1').update(bytes).digest('base64'),
  'x-amz-checksum-sha256': (bytes) => createHash('sha256').update(bytes).digest('base64'),
};

function isChunked(request: WireRequest): boolean {
  return (request.headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
}

interface Decoded {
  readonly bytes: Buffer;
  readonly trailers: Readonly<Record<string, string>>;
}

/**
 * Undoes aws-chunked: `<hex size>[;chunk-signature=…]\r\n<data>\r\n` until a chunk of size 0, then
 * trailing headers. Chunk signatures are not verified.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
function decodeChunks(body: Buffer): Decoded {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', position);
    const size = Number.parseInt(
      body.toString('latin1', position, Math.max(position, lineEnd)),
      16,
    );
    if (Number.isNaN(size)) throw new S3Error('InvalidRequest', 'A chunk has no size.');
    position = lineEnd + 2;
    if (size === 0) return { bytes: Buffer.concat(chunks), trailers: readTrailers(body, position) };
    const chunk = body.subarray(position, position + size);
    if (chunk.length < size) throw new S3Error('InvalidRequest', 'The last chunk is cut off.');
    chunks.push(chunk);
    position += size + 2;
  }
}

function readTrailers(body: Buffer, position: number): Readonly<Record<string, string>> {
  const lines = body.toString('latin1', position).split('\r\n');
  const pairs = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]];
  });
  return Object.fromEntries(pairs);
}

function verifyLength(bytes: Buffer, expected: string | undefined): void {
  if (expected === undefined || bytes.length === Number(expected)) return;
  throw new S3Error('InvalidRequest', `Expected ${expected} bytes, received ${bytes.length}.`);
}

/** The header is a SHA-256 only if it is not a word such as `UNSIGNED-PAYLOAD`. */
function verifyContentHash(bytes: Buffer, expected: string | undefined): void {
  if (expected === undefined || !/^[0-9a-f]{64}$/.test(expected)) return;
  if (createHash('sha256').update(bytes).digest('hex') === expected) return;
  throw new S3Error('BadDigest', 'The payload does not have the SHA-256 that was signed.');
}
