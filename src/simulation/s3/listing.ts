import type { WireResponse } from '../wire.ts';
import type { Bucket, S3Object } from './bucket.ts';
import { S3Error } from './errors.ts';
import type { S3Request } from './operation.ts';
import { document, element } from './xml.ts';

/** ListObjectsV2: keys in the order of their UTF-8 bytes, a page at a time. */
export function listObjects(request: S3Request, bucket: Bucket): WireResponse {
  const query = readQuery(request.query);
  const entries = entriesOf(bucket, query);
  const page = entries.slice(0, query.maxKeys);
  const last = page.at(-1);
  const truncated = entries.length > page.length;
  return answer('ListBucketResult', [
    element('Name', bucket.name),
    element('Prefix', query.encode(query.prefix)),
    ...optional('Delimiter', query.delimiter === '' ? null : query.encode(query.delimiter)),
    ...optional('EncodingType', request.query.get('encoding-type')),
    element('MaxKeys', query.maxKeys),
    element('KeyCount', page.length),
    element('IsTruncated', String(truncated)),
    ...optional('ContinuationToken', request.query.get('continuation-token')),
    ...optional('NextContinuationToken', truncated && last ? toToken(last.name) : null),
    ...page.map((entry) => describe(entry, query)),
  ]);
}

/** ListBuckets: every bucket of the sender's account. */
export function listBuckets(buckets: Iterable<Bucket>, accountId: string): WireResponse {
  const owned = [...buckets].filter((bucket) => bucket.owner === accountId);
  const names = owned.sort((left, right) => compareBytes(left.name, right.name));
  return answer('ListAllMyBucketsResult', [
    element('Owner', [element('ID', accountId)]),
    element(
      'Buckets',
      names.map(({ name, createdAt }) =>
        element('Bucket', [
          element('Name', name),
          element('CreationDate', createdAt.toISOString()),
        ]),
      ),
    ),
  ]);
}

/** GetBucketLocation; us-east-1 is written as nothing. */
export function bucketLocation(bucket: Bucket): WireResponse {
  const region = bucket.region ?? 'us-east-1';
  return answer('LocationConstraint', region === 'us-east-1' ? [] : [region]);
}

interface ListQuery {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  /** Entries up to and including this name are left out. */
  readonly after: string;
  readonly encode: (text: string) => string;
}

function readQuery(query: URLSearchParams): ListQuery {
  const maxKeys = Number(query.get('max-keys') ?? 1000);
  if (!Number.isInteger(maxKeys) || maxKeys < 0) {
    throw new S3Error(
      'InvalidArgument',
      'Provided max-keys not an integer or within integer range',
    );
  }
  const token = query.get('continuation-token');
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxKeys: Math.min(maxKeys, 1000),
    after: token === null ? (query.get('start-after') ?? '') : fromToken(token),
    encode: query.get('encoding-type') === 'url' ? encodeName : (text) => text,
  };
}

/** An object, or a common prefix of several. */
interface Entry {
  readonly name: string;
  readonly object: S3Object | null;
}

function entriesOf(bucket: Bucket, query: ListQuery): readonly Entry[] {
  const entries = new Map<string, Entry>();
  for (const object of bucket.objects.values()) {
    if (!object.key.startsWith(query.prefix)) continue;
    const entry = toEntry(object, query);
    if (compareBytes(entry.name, query.after) > 0) entries.set(entry.name, entry);
  }
  return [...entries.values()].sort((left, right) => compareBytes(left.name, right.name));
}

function toEntry(object: S3Object, { prefix, delimiter }: ListQuery): Entry {
  const at = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
  if (at < 0) return { name: object.key, object };
  return { name: object.key.slice(0, at + delimiter.length), object: null };
}

function describe({ name, object }: Entry, { encode }: ListQuery): string {
  if (object === null) return element('CommonPrefixes', [element('Prefix', encode(name))]);
  return element('Contents', [
    element('Key', encode(name)),
    element('LastModified', object.lastModified.toISOString()),
    element('ETag', object.etag),
    element('Size', object.bytes.length),
    element('StorageClass', 'STANDARD'),
  ]);
}

/** S3 leaves `/` as it is and writes a space as `+`. */
function encodeName(text: string): string {
  return encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%20', '+');
}

/** Tokens are opaque to clients, so a name in clear would invite them to build their own. */
function toToken(name: string): string {
  return Buffer.from(name).toString('base64url');
}

function fromToken(token: string): string {
  return Buffer.from(token, 'base64url').toString();
}

function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function optional(name: string, value: string | null): readonly string[] {
  return value === null ? [] : [element(name, value)];
}

function answer(name: string, children: readonly string[]): WireResponse {
  const headers = { 'content-type': 'application/xml' };
  return { status: 200, headers, body: document(name, children) };
}
