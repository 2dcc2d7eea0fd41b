import type { JudgedAccess } from '../wire.ts';
import type { Bucket } from './bucket.ts';
import type { S3Request } from './operation.ts';

/**
 * What it takes to encrypt an object with a key of AWS KMS: GenerateDataKey, and for an upload in
 * parts also Decrypt, here when the upload begins.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function encryption(request: S3Request, bucket: Bucket): readonly JudgedAccess[] {
  const keyId = request.wire.headers['x-amz-server-side-encryption-aws-kms-key-id'];
  if (keyId === undefined) return [];
  const actions: Readonly<Partial<Record<S3Request['operation'], readonly string[]>>> = {
    PutObject: ['kms:GenerateDataKey'],
    CreateMultipartUpload: ['kms:GenerateDataKey', 'kms:Decrypt'],
  };
  return (actions[request.operation] ?? []).map((action) => toKey(bucket, action, keyId));
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
