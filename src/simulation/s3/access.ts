import type { Principal } from '../wire.ts';
import type { Bucket } from './bucket.ts';
import { S3Error } from './errors.ts';
import type { S3Operation, S3Request } from './operation.ts';

/**
 * Checks whether a request may do what it asks. Everybody with credentials may, whatever the
 * account, unless a rule of the bucket denies it: bucket policies beyond that are not simulated.
 */
export function authorize(request: S3Request, bucket: Bucket | null): void {
  const principal = authenticate(request);
  if (bucket === null) return;
  checkRegion(request, bucket);
  checkOwner(request, bucket);
  const action = ACTIONS[request.operation];
  if (isDenied(bucket, action, request.key)) throw denied(principal, action, request);
}

/** Whether the bucket tells who may not list it that a key is missing: S3 answers 403 instead. */
export function hidesMissingKeys(bucket: Bucket): boolean {
  return isDenied(bucket, 's3:ListBucket', '');
}

/** An AccessDenied in the words of Amazon S3. */
export function denied(principal: Principal, action: string, request: S3Request): S3Error {
  const resource = `arn:aws:s3:::${request.bucket}${request.key === '' ? '' : `/${request.key}`}`;
  return new S3Error(
    'AccessDenied',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: "${resource}" ` +
      'with an explicit deny in a resource-based policy',
  );
}

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
      (rule.action === 's3:*' || rule.action === action) && key.startsWith(rule.prefix ?? ''),
  );
}
