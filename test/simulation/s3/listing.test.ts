import { ListObjectsV2Command, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startS3 } from './host.ts';
import { bucketOf, codeOf } from './requests.ts';

describe('a list of the simulated Amazon S3', () => {
  it('holds every key with the prefix once, in order, at any page size', async () => {
    const { s3, send } = bucketOf();
    await using host = await startS3(s3);
    const keys = fc.uniqueArray(
      fc.string({
        unit: fc.constantFrom('a', 'b', '/', 'é', '\u{1F600}', '\uFFFD'),
        minLength: 1,
        maxLength: 5,
      }),
      { maxLength: 12 },
    );

    await fc.assert(
      fc.asyncProperty(keys, fc.integer({ min: 1, max: 4 }), async (names, pageSize) => {
        for (const { key } of s3.objects('b'))
          await send('DELETE', `/b/${encodeURIComponent(key)}`);
        for (const name of names) await send('PUT', `/b/${encodeURIComponent(name)}`);

        const found: (string | undefined)[] = [];
        const pages = paginateListObjectsV2(
          { client: host.client, pageSize },
          { Bucket: 'b', Prefix: 'a' },
        );
        for await (const page of pages) found.push(...(page.Contents ?? []).map(({ Key }) => Key));

        const expected = names.filter((name) => name.startsWith('a'));
        expect(found).toEqual(
          expected.sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right))),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('groups keys by a delimiter', async () => {
    const { s3, send } = bucketOf();
    await using host = await startS3(s3);
    for (const key of ['a', 'runs/1/x', 'runs/1/y', 'runs/2/z', 'runs/file'])
      await send('PUT', `/b/${key}`);

    const page = await host.client.send(
      new ListObjectsV2Command({ Bucket: 'b', Prefix: 'runs/', Delimiter: '/' }),
    );

    expect(page.CommonPrefixes).toEqual([{ Prefix: 'runs/1/' }, { Prefix: 'runs/2/' }]);
    expect(page.Contents?.map(({ Key, Size }) => ({ Key, Size }))).toEqual([
      { Key: 'runs/file', Size: 0 },
    ]);
    expect(page.KeyCount).toBe(3);
  });

  it('does not repeat a group on the next page', async () => {
    const { s3, send } = bucketOf();
    await using host = await startS3(s3);
    for (const key of ['a/1', 'a/2', 'b/1']) await send('PUT', `/b/${key}`);

    const groups: (string | undefined)[] = [];
    const pages = paginateListObjectsV2(
      { client: host.client, pageSize: 1 },
      { Bucket: 'b', Delimiter: '/' },
    );
    for await (const page of pages) {
      groups.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix));
    }

    expect(groups).toEqual(['a/', 'b/']);
  });

  it('encodes names when asked to', async () => {
    const { send } = bucketOf();
    await send('PUT', '/b/a%20b/%C3%BC%0A');

    const { text } = await send('GET', '/b?list-type=2&encoding-type=url');

    expect(text).toContain('<Key>a+b/%C3%BC%0A</Key>');
  });

  it('escapes names in XML', async () => {
    const { send } = bucketOf();
    await send('PUT', '/b/%3Ca%3E%26');

    const { text } = await send('GET', '/b?list-type=2');

    expect(text).toContain('<Key>&lt;a&gt;&amp;</Key>');
  });

  it('begins behind `start-after`', async () => {
    const { send } = bucketOf();
    for (const key of ['a', 'b', 'c']) await send('PUT', `/b/${key}`);

    const { text } = await send('GET', '/b?list-type=2&start-after=a&max-keys=1');

    expect(text).toContain('<Key>b</Key>');
    expect(text).not.toContain('<Key>c</Key>');
    expect(text).toContain('<IsTruncated>true</IsTruncated>');
  });

  it.each(['-1', '1.5', 'x'])('refuses max-keys=%s', async (maxKeys) => {
    const { send } = bucketOf();

    expect(codeOf(await send('GET', `/b?list-type=2&max-keys=${maxKeys}`))).toBe('InvalidArgument');
  });

  it('shows the buckets of the account', async () => {
    const { s3, send } = bucketOf();
    s3.createBucket('a', { owner: '111111111111' });
    s3.createBucket('foreign', { owner: '222222222222' });

    const { text } = await send('GET', '/');

    expect([...text.matchAll(/<Name>(.*?)<\/Name>/g)].map((match) => match[1])).toEqual(['a', 'b']);
  });
});
