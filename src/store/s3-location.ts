import type { S3Client } from '@aws-sdk/client-s3';
import type { CollectorError } from '../errors.ts';
import { checkObjectName } from './object-name.ts';
import { type S3Call, s3Error } from './s3-errors.ts';

/** A bucket, a prefix in it, and how it is to be spoken to. */
export interface S3Location {
  readonly client: S3Client;
  readonly bucket: string;
  /** Without a slash at either end; empty for the root of the bucket. */
  readonly prefix: string;
  /** The account that has to own the bucket, so that nothing goes to a stranger's; `null`: any. */
  readonly expectedBucketOwner: string | null;
  /** Encrypts with this key; `null`: as the bucket has it by default. */
  readonly kmsKeyId: string | null;
}

/** What a person can find the place by, or one object there. */
export function urlOf(
  { bucket, prefix }: Pick<S3Location, 'bucket' | 'prefix'>,
  name = '',
): string {
  return `s3://${[bucket, prefix, name].filter((part) => part !== '').join('/')}`;
}

/** The key of an object under the prefix. */
export function keyOf({ prefix }: S3Location, name: string): string {
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** The key of an object whose name is valid. */
export function checkedKeyOf(location: S3Location, name: string): string {
  checkObjectName(name);
  return keyOf(location, name);
}

/** What every request about the bucket carries. */
export function bucketOf({ bucket, expectedBucketOwner }: S3Location) {
  return {
    Bucket: bucket,
    ...(expectedBucketOwner === null ? {} : { ExpectedBucketOwner: expectedBucketOwner }),
  };
}

/**
 * What every request carries that puts an object. No ACL: buckets refuse them unless their owner
 * has switched them on. A bucket key makes one call to KMS serve many objects.
 */
export function putOf(location: S3Location, key: string) {
  const { kmsKeyId } = location;
  const encryption =
    kmsKeyId === null
      ? {}
      : ({
          ServerSideEncryption: 'aws:kms',
          SSEKMSKeyId: kmsKeyId,
          BucketKeyEnabled: true,
        } as const);
  return { ...bucketOf(location), ...encryption, Key: key, ContentType: contentTypeOf(key) };
}

/** Runs a request and turns what it throws into an error of ours. */
export async function request<T>(
  location: S3Location,
  call: ObjectCall,
  action: () => Promise<T>,
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw toCollectorError(location, call, error);
  }
}

/** An error of a request, with all that is known about the request. */
export function toCollectorError(
  { bucket, expectedBucketOwner }: S3Location,
  call: ObjectCall,
  thrown: unknown,
): CollectorError {
  return s3Error(thrown, { ...call, bucket, expectedBucketOwner });
}

type ObjectCall = Pick<S3Call, 'operation' | 'key'>;

function contentTypeOf(key: string): string {
  return CONTENT_TYPES[key.slice(key.lastIndexOf('.'))] ?? 'application/octet-stream';
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json',
  '.jsonl': 'application/x-ndjson',
  '.gz': 'application/gzip',
};
