import type { JudgedAccess } from '../wire.ts';
import type { Bucket } from './bucket.ts';
import type { S3Request } from './operation.ts';

/**
 * What it takes to encrypt an object with a key of AWS KMS: GenerateDataKey, and for an upload in
 * parts also Decrypt, when a part is sent.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 * @see https://repost.aws/knowledge-center/s3-large-file-encryption-kms-key
 */
export function encryption(request: S3Request, bucket: Bucket): readonly JudgedAccess[] {
  const keyId = keyOf(headersOf(request, bucket));
  const action = ENCRYPTION_ACTIONS[request.operation];
  return keyId === undefined || action === undefined ? [] : [toKey(bucket, action, keyId)];
}

const ENCRYPTION_ACTIONS: Readonly<Partial<Record<S3Request['operation'], string>>> = {
  PutObject: 'kms:GenerateDataKey',
  CreateMultipartUpload: 'kms:GenerateDataKey',
  UploadPart: 'kms:Decrypt',
};

/** A part says nothing of the key: that was said when the upload began. */
function headersOf({ operation, query, wire }: S3Request, bucket: Bucket) {
  if (operation !== 'UploadPart') return wire.headers;
  return bucket.uploads.get(query.get('uploadId') ?? '')?.requestHeaders ?? {};
}

function keyOf(headers: Readonly<Record<string, string | undefined>>): string | undefined {
  return headers['x-amz-server-side-encryption-aws-kms-key-id'];
}

/** What it takes to read an object that is encrypted with a key of AWS KMS. */
export function decryption(request: S3Request, bucket: Bucket): readonly JudgedAccess[] {
  const keyId = bucket.objects.get(request.key)?.encryption.kmsKeyId ?? null;
  if (request.operation !== 'GetObject' || keyId === null) return [];
  return [toKey(bucket, 'kms:Decrypt', keyId)];
}

/** A key that is named by an alias gets an id of its own. */
function toKey(bucket: Bucket, action: string, keyId: string): JudgedAccess {
  const [, , , region = 'us-east-1', accountId = bucket.owner, name = keyId] = keyId.split(':');
  const place = `arn:aws:kms:${region}:${accountId}:key`;
  if (!name.startsWith('alias/')) {
    return { action, resource: `${place}/${name.replace(/^key\//, '')}` };
  }
  const resource = `${place}/of-${name.slice('alias/'.length)}`;
  return { action, resource, context: { 'kms:resourcealiases': name } };
}
