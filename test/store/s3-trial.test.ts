import { describe, expect, it } from 'vitest';
import { startBucket } from './s3-under-test.ts';

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd';

describe('trying to put an object', () => {
  it('begins one upload and gives it up', async () => {
    await using test = await startBucket();

    await test.storeWith().tryToWrite('data.csv');

    expect(test.s3.requests()).toEqual({ CreateMultipartUpload: 1, AbortMultipartUpload: 1 });
    expect(test.s3.uploads('results')).toEqual([]);
  });

  it('has a key of AWS KMS decrypt by sending a byte, in a second upload', async () => {
    await using test = await startBucket();

    await test.storeWith({ kmsKeyId: KEY }).tryToWrite('data.csv');

    expect(test.s3.requests()).toEqual({
      CreateMultipartUpload: 2,
      UploadPart: 1,
      AbortMultipartUpload: 2,
    });
    expect(test.s3.uploads('results')).toEqual([]);
  });

  it('gives the upload up when the byte is refused, and says what refused it', async () => {
    await using test = await startBucket();
    test.s3.fail({ operation: 'UploadPart', code: 'AccessDenied' });

    const attempt = test.storeWith({ kmsKeyId: KEY }).tryToWrite('data.csv');

    await expect(attempt).rejects.toMatchObject({
      code: 'STORE_ACCESS_DENIED',
      operation: 'UploadPart',
    });
    expect(test.s3.uploads('results')).toEqual([]);
  });

  it('leaves no data where uploads cannot be given up', async () => {
    await using test = await startBucket({ deny: [{ action: 's3:AbortMultipartUpload' }] });

    const attempt = test.storeWith({ kmsKeyId: KEY }).tryToWrite('data.csv');

    await expect(attempt).rejects.toMatchObject({
      code: 'STORE_ACCESS_DENIED',
      operation: 'AbortMultipartUpload',
      remedy: expect.stringContaining('Allow s3:AbortMultipartUpload on s3://results/data.csv'),
    });
    expect(test.s3.uploads('results').map(({ parts }) => parts.size)).toEqual([0]);
  });
});
