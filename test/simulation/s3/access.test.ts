import { describe, expect, it } from 'vitest';
import { bucketOf, codeOf } from './requests.ts';

describe('access to the simulated Amazon S3', () => {
  it('needs known credentials', async () => {
    const { send } = bucketOf();
    const authorization =
      'AWS4-HMAC-SHA256 Credential=AKIAUNKNOWN/20260911/us-east-1/s3/aws4_request';

    const without = await send('GET', '/b/k', { anonymous: true });
    const unknown = await send('GET', '/b/k', { anonymous: true, headers: { authorization } });

    expect([without.status, codeOf(without)]).toEqual([403, 'AccessDenied']);
    expect([unknown.status, codeOf(unknown)]).toEqual([403, 'InvalidAccessKeyId']);
  });

  it('is refused by a deny rule on the keys with its prefix only', async () => {
    const { send } = bucketOf({ deny: [{ action: 's3:PutObject', prefix: 'secret/' }] });

    const inside = await send('PUT', '/b/secret/k');
    const outside = await send('PUT', '/b/k');

    expect(codeOf(inside)).toBe('AccessDenied');
    expect(inside.text).toContain('is not authorized to perform: s3:PutObject on resource');
    expect(outside.status).toBe(200);
  });

  it.each([
    ['s3:GetObject', 'GET', '/b/k'],
    ['s3:GetObject', 'HEAD', '/b/k'],
    ['s3:DeleteObject', 'DELETE', '/b/k'],
    ['s3:ListBucket', 'GET', '/b?list-type=2'],
    ['s3:ListBucket', 'HEAD', '/b'],
    ['s3:PutObject', 'POST', '/b/k?uploads'],
    ['s3:*', 'PUT', '/b/k'],
  ])('a rule for %s refuses %s %s', async (action, method, target) => {
    const { s3, send } = bucketOf();
    await send('PUT', '/b/k');
    s3.deny('b', [{ action }]);

    expect((await send(method, target)).status).toBe(403);
  });

  it('does not tell who may not list the bucket that a key is missing', async () => {
    const { send } = bucketOf({ deny: [{ action: 's3:ListBucket' }] });

    const answer = await send('GET', '/b/missing');

    expect([answer.status, codeOf(answer)]).toEqual([403, 'AccessDenied']);
  });

  it('is refused when another account owns the bucket than expected', async () => {
    const { send } = bucketOf({ owner: '111111111111' });
    const expecting = (owner: string) => ({ headers: { 'x-amz-expected-bucket-owner': owner } });

    const wrong = await send('PUT', '/b/k', expecting('222222222222'));
    const right = await send('PUT', '/b/k', expecting('111111111111'));

    expect([wrong.status, codeOf(wrong)]).toEqual([403, 'AccessDenied']);
    expect(right.status).toBe(200);
  });

  it('is refused without the encryption that the bucket requires', async () => {
    const { send } = bucketOf({ requiredEncryption: 'aws:kms' });
    const headers = { 'x-amz-server-side-encryption': 'aws:kms' };

    expect(codeOf(await send('PUT', '/b/k'))).toBe('AccessDenied');
    expect(codeOf(await send('POST', '/b/k?uploads'))).toBe('AccessDenied');
    expect((await send('PUT', '/b/k', { headers })).status).toBe(200);
  });

  it('is redirected to the region of the bucket', async () => {
    const { send } = bucketOf({ region: 'eu-west-1' });
    const signedFor = (region: string) => ({
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=A/20260911/${region}/s3/aws4_request`,
      },
    });

    const wrong = await send('PUT', '/b/k', signedFor('us-east-1'));
    const right = await send('PUT', '/b/k', signedFor('eu-west-1'));

    expect([wrong.status, codeOf(wrong)]).toEqual([301, 'PermanentRedirect']);
    expect(wrong.headers['x-amz-bucket-region']).toBe('eu-west-1');
    expect(right.status).toBe(200);
  });

  it.each([
    ['PUT', '/missing/k', 'NoSuchBucket'],
    ['GET', '/missing?list-type=2', 'NoSuchBucket'],
    ['PUT', '/b/k?acl', 'NotImplemented'],
    ['GET', '/b', 'NotImplemented'],
    ['PATCH', '/b/k', 'MethodNotAllowed'],
    ['constructor', '/b/k', 'MethodNotAllowed'],
    ['PUT', '/B_', 'InvalidBucketName'],
    ['PUT', '/b/%ff', 'InvalidArgument'],
    ['PUT', `/b/${'k'.repeat(1025)}`, 'KeyTooLongError'],
  ])('%s %s answers %s', async (method, target, code) => {
    const { send } = bucketOf();

    expect(codeOf(await send(method, target.slice(0, 2000)))).toBe(code);
  });

  it.each(['b.localhost:4566', 'b.s3.eu-west-1.amazonaws.com', 'b.s3.amazonaws.com'])(
    'goes to the bucket in the host name %s',
    async (host) => {
      const { s3, send } = bucketOf();

      await send('PUT', '/a/k', { headers: { host }, body: 'x' });

      expect(s3.object('b', 'a/k')?.bytes.toString()).toBe('x');
    },
  );

  it('creates a bucket that belongs to the account of the sender', async () => {
    const { s3, send } = bucketOf();

    const statuses = [
      (await send('PUT', '/another')).status,
      (await send('PUT', '/another')).status,
    ];

    expect(statuses).toEqual([200, 409]);
    expect(s3.objects('another')).toEqual([]);
    expect((await send('GET', '/')).text).toContain('<Name>another</Name>');
  });
});

describe('a fault of the simulated Amazon S3', () => {
  it('hits as many requests of its operation as it is told', async () => {
    const { s3, send } = bucketOf();
    s3.fail({ operation: 'PutObject', code: 'SlowDown', times: 2 });

    const put = async () => (await send('PUT', '/b/k')).status;

    expect([await put(), await put(), await put()]).toEqual([503, 503, 200]);
    expect(s3.requests()).toEqual({ PutObject: 3 });
  });

  it('leaves the object in place when only the answer is lost', async () => {
    const { s3, send } = bucketOf();
    s3.fail({ operation: 'PutObject', code: 'InternalError', afterEffect: true });

    const answer = await send('PUT', '/b/k', { body: 'x' });

    expect(answer.status).toBe(500);
    expect(s3.object('b', 'k')?.bytes.toString()).toBe('x');
  });
});
