import { describe, expect, it } from 'vitest';
import { LARGE_TEXT, publish, startBucket } from './s3-under-test.ts';
import { textOf } from './store-contract.ts';

describe('a store in Amazon S3, when answers are lost or requests collide', () => {
  it('recognises its own publication when the SDK repeats it', async () => {
    await using host = await startBucket();
    host.s3.fail({ operation: 'PutObject', code: 'InternalError', afterEffect: true });

    const { result } = await publish(host.storeWith(), 'text');

    expect(result).toBe('created');
    expect(host.s3.requests()).toEqual({ PutObject: 2, HeadObject: 1 });
  });

  it('recognises its own large publication when the SDK repeats its completion', async () => {
    await using host = await startBucket();
    host.s3.fail({
      operation: 'CompleteMultipartUpload',
      code: 'InternalError',
      afterEffect: true,
    });

    const { result } = await publish(host.storeWith(), LARGE_TEXT);

    expect(result).toBe('created');
    expect(host.s3.objects('results').map(({ key }) => key)).toEqual(['data.csv']);
  });

  it('recognises its own replacement when the SDK repeats it', async () => {
    await using host = await startBucket();
    const store = host.storeWith();
    await store.write('latest.json', Buffer.from('one'));
    const version = (await store.read('latest.json'))?.version ?? null;
    host.s3.fail({ operation: 'PutObject', code: 'InternalError', afterEffect: true });

    const replaced = await store.replace('latest.json', Buffer.from('two'), version);

    expect(replaced).toBe(true);
    expect(await textOf(store, 'latest.json')).toBe('two');
  });

  it('takes the same bytes of another writer for a replacement that was not its own', async () => {
    await using host = await startBucket();
    const store = host.storeWith();
    await store.replace('latest.json', Buffer.from('same'), null);

    const replaced = await store.replace('latest.json', Buffer.from('same'), null);

    expect(replaced).toBe(false);
  });

  it('repeats a write that ran into another one', async () => {
    await using host = await startBucket();
    host.s3.fail({ operation: 'PutObject', code: 'ConditionalRequestConflict', times: 2 });

    const { result } = await publish(host.storeWith(), 'text');

    expect(result).toBe('created');
    expect(host.s3.requests().PutObject).toBe(3);
  });

  it('starts a large upload again when its completion ran into another write', async () => {
    await using host = await startBucket();
    host.s3.fail({ operation: 'CompleteMultipartUpload', code: 'ConditionalRequestConflict' });

    const { result } = await publish(host.storeWith(), LARGE_TEXT);

    expect(result).toBe('created');
    expect(host.s3.requests().CreateMultipartUpload).toBe(2);
    expect(host.s3.uploads('results')).toEqual([]);
  });

  it('gives up on a write that keeps running into others', async () => {
    await using host = await startBucket();
    host.s3.fail({ operation: 'PutObject', code: 'ConditionalRequestConflict', times: 100 });

    await expect(publish(host.storeWith(), 'text')).rejects.toMatchObject({
      code: 'STORE_FAILED',
    });
  });

  it('takes a name for taken when it may not look who has it', async () => {
    await using host = await startBucket({ deny: [{ action: 's3:GetObject' }] });
    await host.put('data.csv', 'whose?');

    const { result } = await publish(host.storeWith(), 'text');

    expect(result).toBe('taken');
  });

  it('waits out SlowDown', async () => {
    await using host = await startBucket();
    host.s3.fail({ operation: 'PutObject', code: 'SlowDown', times: 2 });

    await host.storeWith().write('a', Buffer.from('x'));

    expect(host.s3.requests().PutObject).toBe(3);
  });
});
