import type { JudgedAccess, Principal } from '../wire.ts';
import type { Bucket } from './bucket.ts';
import { S3Error } from './errors.ts';
import { decryption, encryption } from './key-access.ts';
import type { S3Operation, S3Request } from './operation.ts';

/**
 * Checks whether a request may do what it asks: the policies of the sender have to allow it, and no
 * rule of the bucket may deny it. Bucket policies beyond that are not simulated.
 */
export function authorize(request: S3Request, bucket: Bucket | null): void {
  authenticate(request);
  if (bucket === null) return;
  checkRegion(request, bucket);
  checkOwner(request, bucket);
  for (const access of accessesOf(request, bucket)) demand(request, bucket, access);
}

/** Why the sender is not told that a key is missing; `null`: it may list the bucket, so it is. */
export function hidingOf(request: S3Request, bucket: Bucket): S3Error | null {
  // The key stands for the prefix of a list. See https://github.com/ceph/ceph/pull/68577.
  const access = toBucket(bucket, 's3:ListBucket', { 's3:prefix': request.key });
  return refusalOf(request, bucket, access);
}

/** Checks an action that concerns no bucket, or one that does not exist yet. */
export function demandAlone(request: S3Request, resource: string): Principal {
  const principal = authenticate(request);
  const access = { action: ACTIONS[request.operation], resource };
  const reason = request.wire.judge?.(access) ?? null;
  if (reason !== null) throw denied(principal, access, reason);
  return principal;
}

/** An AccessDenied in the words of Amazon S3. */
export function denied(principal: Principal, access: JudgedAccess, reason: string): S3Error {
  const { action, resource } = access;
  const quoted = action.startsWith('s3:') ? `"${resource}"` : resource;
  const place = resource === '*' ? '' : ` on resource: ${quoted}`;
  return new S3Error(
    'AccessDenied',
    `User: ${principal.arn} is not authorized to perform: ${action}${place} ${reason}`,
  );
}

/** An AccessDenied because of the policy of the bucket. */
export function deniedByBucket(request: S3Request, bucket: Bucket, action: string): S3Error {
  const access = { action, resource: objectArn(bucket, request.key) };
  return denied(authenticate(request), access, BY_BUCKET);
}

const BY_BUCKET = 'with an explicit deny in a resource-based policy';

/**
 * The permission that each operation needs.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const ACTIONS: Readonly<Record<S3Operation, string>> = {
  ListBuckets: 's3:ListAllMyBuckets',
  CreateBucket: 's3:CreateBucket',
  HeadBucket: 's3:ListBucket',
  GetBucketLocation: 's3:GetBucketLocation',
  ListObjectsV2: 's3:ListBucket',
  PutObject: 's3:PutObject',
  GetObject: 's3:GetObject',
  HeadObject: 's3:GetObject',
  DeleteObject: 's3:DeleteObject',
  CreateMultipartUpload: 's3:PutObject',
  UploadPart: 's3:PutObject',
  ListParts: 's3:ListMultipartUploadParts',
  CompleteMultipartUpload: 's3:PutObject',
  AbortMultipartUpload: 's3:AbortMultipartUpload',
};

/** The sender; throws for a request without credentials, or with unknown ones. */
export function authenticate({ wire }: S3Request): Principal {
  if (wire.principal !== null) return wire.principal;
  if (wire.headers.authorization === undefined) throw new S3Error('AccessDenied', 'Access Denied');
  throw new S3Error(
    'InvalidAccessKeyId',
    'The AWS Access Key Id you provided does not exist in our records.',
  );
}

/** Everything that a request needs; `If-Match` tells what is there, and so needs GetObject. */
function accessesOf(request: S3Request, bucket: Bucket): readonly JudgedAccess[] {
  const { operation, key, query, wire } = request;
  const action = ACTIONS[operation];
  if (key === '') return [toBucket(bucket, action, listContext(query))];
  const isCompared = wire.headers['if-match'] !== undefined && action === 's3:PutObject';
  return [
    toObject(bucket, action, key),
    ...(isCompared ? [toObject(bucket, 's3:GetObject', key)] : []),
    ...encryption(request, bucket),
    ...decryption(request, bucket),
  ];
}

function listContext(query: URLSearchParams): Readonly<Record<string, string>> {
  const keys = ['prefix', 'delimiter', 'max-keys'];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = query.get(key);
      return value === null ? [] : [[`s3:${key}`, value]];
    }),
  );
}

function toObject(bucket: Bucket, action: string, key: string): JudgedAccess {
  return { action, resource: objectArn(bucket, key), context: owned(bucket) };
}

function toBucket(
  bucket: Bucket,
  action: string,
  context: Readonly<Record<string, string>>,
): JudgedAccess {
  return { action, resource: objectArn(bucket, ''), context: { ...owned(bucket), ...context } };
}

function owned({ owner }: Bucket): Readonly<Record<string, string>> {
  return { 'aws:resourceaccount': owner, 's3:resourceaccount': owner };
}

function objectArn({ name }: Bucket, key: string): string {
  return `arn:aws:s3:::${name}${key === '' ? '' : `/${key}`}`;
}

function demand(request: S3Request, bucket: Bucket, access: JudgedAccess): void {
  const error = refusalOf(request, bucket, access);
  if (error !== null) throw error;
}

function refusalOf(request: S3Request, bucket: Bucket, access: JudgedAccess): S3Error | null {
  const principal = authenticate(request);
  const key = access.action === 's3:ListBucket' ? '' : request.key;
  if (isDenied(bucket, access.action, key)) return denied(principal, access, BY_BUCKET);
  const reason = request.wire.judge?.(access) ?? null;
  return reason === null ? null : denied(principal, access, reason);
}

function checkRegion({ wire }: S3Request, bucket: Bucket): void {
  const signedFor = /Credential=[^/]+\/\d{8}\/([^/]+)\//.exec(
    wire.headers.authorization ?? '',
  )?.[1];
  if (bucket.region === null || signedFor === bucket.region) return;
  throw new S3Error(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint.',
    { 'x-amz-bucket-region': bucket.region },
  );
}

function checkOwner({ wire }: S3Request, bucket: Bucket): void {
  const expected = wire.headers['x-amz-expected-bucket-owner'];
  if (expected === undefined || expected === bucket.owner) return;
  throw new S3Error('AccessDenied', 'Access Denied');
}

function isDenied(bucket: Bucket, action: string, key: string): boolean {
  return bucket.deny.some(
    (rule) =>
      (rule.action === action || (rule.action === 's3:*' && action.startsWith('s3:'))) &&
      key.startsWith(rule.prefix ?? ''),
  );
}
