import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { CollectorError } from '../errors.ts';
import { bucketOf, putOf, request, type S3Location } from './s3-location.ts';

/**
 * Resolves if an object could be written: an upload in parts is begun and given up, which asks for
 * `s3:PutObject` and for the KMS key, and never shows as an object. With a key, a second one gets a
 * byte: only then is the key asked to decrypt. Before it is clear that uploads can be given up none
 * gets any data.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
 * @see https://repost.aws/knowledge-center/s3-large-file-encryption-kms-key
 */
export async function tryToPut(location: S3Location, key: string): Promise<void> {
  const { uploadId, isEncryptedByKms } = await begin(location, key);
  await giveUp(location, key, uploadId);
  if (!isEncryptedByKms) return;
  const second = await begin(location, key);
  try {
    await uploadByte(location, key, second.uploadId);
  } finally {
    await giveUp(location, key, second.uploadId);
  }
}

interface BegunUpload {
  readonly uploadId: string;
  /** Because it is asked for, or the bucket does so by default. */
  readonly isEncryptedByKms: boolean;
}

async function begin(location: S3Location, key: string): Promise<BegunUpload> {
  const operation = 'CreateMultipartUpload';
  const command = new CreateMultipartUploadCommand(putOf(location, key));
  const { UploadId: uploadId, ServerSideEncryption } = await request(
    location,
    { operation, key },
    () => location.client.send(command),
  );
  if (uploadId === undefined) {
    throw new CollectorError('RESPONSE_INVALID', `expected an upload id of ${key}, found none`, {
      operation,
    });
  }
  return { uploadId, isEncryptedByKms: ServerSideEncryption?.startsWith('aws:kms') === true };
}

function uploadByte(location: S3Location, key: string, UploadId: string): Promise<unknown> {
  const input = { ...bucketOf(location), Key: key, UploadId, PartNumber: 1, Body: '.' };
  return request(location, { operation: 'UploadPart', key }, () =>
    location.client.send(new UploadPartCommand(input)),
  );
}

function giveUp(location: S3Location, key: string, UploadId: string): Promise<unknown> {
  const input = { ...bucketOf(location), Key: key, UploadId };
  return request(location, { operation: 'AbortMultipartUpload', key }, () =>
    location.client.send(new AbortMultipartUploadCommand(input)),
  );
}
