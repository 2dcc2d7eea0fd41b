import { describe, expect, it } from 'vitest';
import { s3Error } from '../../src/store/s3-errors.ts';
import { LARGE_TEXT, publish, startBucket } from './s3-under-test.ts';
import { namesOf } from './store-contract.ts';

describe('a store in Amazon S3, when it is refused', () => {
  it('says that the bucket does not exist', async () => {
    await using host = await startBucket();
    const store = host.storeWith({ bucket: 'nowhere', prefix: 'iam' });
    const expected = {
      code: 'BUCKET_MISSING',
      message:
        'PutObject on s3://nowhere/iam/a failed: NoSuchBucket: The specified bucket does not exist',
      operation: 'PutObject',
    };

    await expect(store.write('a', Buffer.from('x'))).rejects.toMatchObject(expected);
    await expect(store.replace('a', Buffer.from('x'), null)).rejects.toMatchObject(expected);
    await expect(store.read('a')).rejects.toMatchObject({ code: 'BUCKET_MISSING' });
    await expect(namesOf(store, '')).rejects.toMatchObject({ code: 'BUCKET_MISSING' });
    await expect(publish(store, 'text')).rejects.toMatchObject({ code: 'BUCKET_MISSING' });
  });

  it('names the object and the action of a denied write', async () => {
    await using host = await startBucket({ deny: [{ action: 's3:PutObject', prefix: 'iam/' }] });
    const store = host.storeWith({ prefix: 'iam' });

    await expect(store.write('a', Buffer.from('x'))).rejects.toMatchObject({
      code: 'STORE_ACCESS_DENIED',
      message:
        'PutObject on s3://results/iam/a failed: AccessDenied: User: ' +
        'arn:aws:iam::111111111111:user/tester is not authorized to perform: s3:PutObject on ' +
        'resource: "arn:aws:s3:::results/iam/a" with an explicit deny in a resource-based policy',
      remedy: 'Allow s3:PutObject on s3://results/iam/a, and look for a Deny in the bucket policy.',
      operation: 'PutObject',
    });
  });

  it('names the KMS action of a denied write', async () => {
    await using host = await startBucket();
    host.s3.fail({
      operation: 'PutObject',
      code: 'AccessDenied',
      message:
        'User: arn:aws:sts::111111111111:assumed-role/x/y is not authorized to perform: ' +
        'kms:GenerateDataKey on resource: arn:aws:kms:us-east-1:111111111111:key/abc',
    });

    await expect(host.storeWith().write('a', Buffer.from('x'))).rejects.toMatchObject({
      code: 'STORE_ACCESS_DENIED',
      remedy:
        'Allow kms:GenerateDataKey on the KMS key of the bucket (writing takes ' +
        'kms:GenerateDataKey and kms:Decrypt).',
    });
  });

  it('says that another account may own the bucket', async () => {
    await using host = await startBucket();
    const store = host.storeWith({ expectedBucketOwner: '222222222222' });

    await expect(publish(store, 'text')).rejects.toMatchObject({
      code: 'STORE_ACCESS_DENIED',
      message: 'PutObject on s3://results/data.csv failed: AccessDenied: Access Denied',
      remedy:
        'Allow s3:PutObject on s3://results/data.csv, and look for a Deny in the bucket policy. ' +
        'Check that account 222222222222 owns the bucket.',
    });
    expect(host.s3.objects('results')).toEqual([]);
  });

  it('says that a missing object looks forbidden to who may not list the bucket', async () => {
    await using host = await startBucket({ deny: [{ action: 's3:ListBucket' }] });

    await expect(host.storeWith().read('latest.json')).rejects.toMatchObject({
      code: 'STORE_ACCESS_DENIED',
      operation: 'GetObject',
      remedy:
        'Allow s3:ListBucket on the bucket results, and look for a Deny in the bucket policy.',
    });
  });

  it('says so even when S3 does not name the action', async () => {
    await using host = await startBucket();
    host.s3.fail({ operation: 'GetObject', code: 'AccessDenied' });

    await expect(host.storeWith().read('latest.json')).rejects.toMatchObject({
      code: 'STORE_ACCESS_DENIED',
      message: 'GetObject on s3://results/latest.json failed: AccessDenied: Access Denied',
      remedy:
        'Allow s3:GetObject on s3://results/latest.json, and look for a Deny in the bucket ' +
        'policy. If the object does not exist, allow s3:ListBucket on the bucket.',
    });
  });

  it('says what went wrong first when the parts cannot be freed either', async () => {
    await using host = await startBucket({ deny: [{ action: 's3:AbortMultipartUpload' }] });
    host.s3.fail({ operation: 'UploadPart', code: 'ExpiredToken', message: 'expired' });

    await expect(publish(host.storeWith(), LARGE_TEXT)).rejects.toMatchObject({
      code: 'CREDENTIALS_EXPIRED',
    });
  });

  it('names the region of the bucket', async () => {
    await using host = await startBucket({ region: 'eu-west-1' });

    await expect(host.storeWith().write('a', Buffer.from('x'))).rejects.toMatchObject({
      code: 'STORE_ACCESS_DENIED',
      message:
        'PutObject on s3://results/a failed: the bucket results is in eu-west-1, and the request ' +
        'was not',
      remedy: 'Set --region (or AWS_REGION) to eu-west-1.',
    });
  });

  it.each([
    ['ExpiredToken', 'CREDENTIALS_EXPIRED'],
    ['InvalidAccessKeyId', 'CREDENTIALS_INVALID'],
    ['SignatureDoesNotMatch', 'CREDENTIALS_INVALID'],
  ] as const)('turns %s into %s', async (s3Code, code) => {
    await using host = await startBucket();
    host.s3.fail({ operation: 'PutObject', code: s3Code, message: 'refused' });

    await expect(host.storeWith().write('a', Buffer.from('x'))).rejects.toMatchObject({
      code,
      message: `PutObject on s3://results/a failed: ${s3Code}: refused`,
    });
  });

  it('gives up on SlowDown at the end', async () => {
    await using host = await startBucket();
    host.s3.fail({ operation: 'PutObject', code: 'SlowDown', times: 100 });

    await expect(host.storeWith().write('a', Buffer.from('x'))).rejects.toMatchObject({
      code: 'STORE_FAILED',
      message: 'PutObject on s3://results/a failed: SlowDown: Please reduce your request rate.',
    });
  });

  it('says that nothing answers at the endpoint', async () => {
    const host = await startBucket();
    const store = host.storeWith();
    await host.stop();

    await expect(store.write('a', Buffer.from('x'))).rejects.toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
    });
    await host[Symbol.asyncDispose]();
  });
});

describe('s3Error', () => {
  const call = {
    operation: 'PutObject',
    bucket: 'results',
    key: 'a',
    expectedBucketOwner: null,
  } as const;

  it.each([
    [
      'CredentialsProviderError',
      'Could not load credentials from any providers',
      'CREDENTIALS_MISSING',
    ],
    ['CredentialsProviderError', 'The SSO session has expired', 'CREDENTIALS_EXPIRED'],
    ['TokenProviderError', 'Token is expired', 'CREDENTIALS_EXPIRED'],
    ['KMS.DisabledException', 'The key is disabled.', 'STORE_ACCESS_DENIED'],
    ['TimeoutError', 'socket timed out', 'STORE_FAILED'],
  ])('turns %s (%s) into %s', (name, message, code) => {
    const error = s3Error(Object.assign(new Error(message), { name }), call);

    expect(error.code).toBe(code);
    expect(error.message).toBe(`PutObject on s3://results/a failed: ${name}: ${message}`);
  });

  it('names the code of a refused connection that has no message', () => {
    const error = s3Error(refusedConnection(), call);

    expect(error.message).toBe('PutObject on s3://results/a failed: ECONNREFUSED');
  });
});

/** As Node.js has it when every address of a name refused. */
function refusedConnection(): Error {
  return Object.assign(new Error('?'), {
    name: 'AggregateError',
    message: '',
    code: 'ECONNREFUSED',
  });
}
