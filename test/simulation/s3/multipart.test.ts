import { ListPartsCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startS3 } from './host.ts';
import { type Answer, bucketOf, codeOf } from './requests.ts';

const FIVE_MEBIBYTES = 'x'.repeat(5 * 1024 * 1024);

describe('a multipart upload to the simulated Amazon S3', () => {
  it('becomes one object with the metadata of its beginning', async () => {
    const { s3, send } = bucketOf();
    const upload = await begin(send, { 'x-amz-meta-run-id': 'r1', 'content-type': 'text/csv' });
    const first = await upload.part(1, FIVE_MEBIBYTES);
    const second = await upload.part(2, 'end');

    const answer = await upload.complete([
      [1, first],
      [2, second],
    ]);

    const object = s3.object('b', 'k');
    expect(answer.status).toBe(200);
    expect(object?.bytes.toString()).toBe(`${FIVE_MEBIBYTES}end`);
    expect(object?.metadata).toEqual({ 'run-id': 'r1' });
    expect(object?.contentType).toBe('text/csv');
    expect(object?.etag).toMatch(/^"[0-9a-f]{32}-2"$/);
    expect(s3.uploads('b')).toEqual([]);
  });

  it('shows no object before it is completed, and none when it is aborted', async () => {
    const { s3, send } = bucketOf();
    const upload = await begin(send);
    await upload.part(1, 'x');
    const during = s3.objects('b').length;

    const aborted = await send('DELETE', upload.target);

    expect([during, aborted.status, s3.objects('b').length]).toEqual([0, 204, 0]);
    expect(codeOf(await send('DELETE', upload.target))).toBe('NoSuchUpload');
    expect(codeOf(await send('PUT', `${upload.target}&partNumber=1`))).toBe('NoSuchUpload');
  });

  it('takes the last of the parts that have one number', async () => {
    const { s3, send } = bucketOf();
    const upload = await begin(send);
    const first = await upload.part(1, 'first');
    const second = await upload.part(1, 'second');

    const refused = await upload.complete([[1, first]]);
    await upload.complete([[1, second]]);

    expect(codeOf(refused)).toBe('InvalidPart');
    expect(s3.object('b', 'k')?.bytes.toString()).toBe('second');
  });

  it('is refused with parts that are too small, out of order, unknown, or none', async () => {
    const { send } = bucketOf();
    const upload = await begin(send);
    const first = await upload.part(1, 'small');
    const second = await upload.part(2, 'small too');

    const codes = [
      codeOf(
        await upload.complete([
          [1, first],
          [2, second],
        ]),
      ),
      codeOf(
        await upload.complete([
          [2, second],
          [1, first],
        ]),
      ),
      codeOf(await upload.complete([[3, first]])),
      codeOf(await upload.complete([])),
    ];

    expect(codes).toEqual(['EntityTooSmall', 'InvalidPartOrder', 'InvalidPart', 'MalformedXML']);
  });

  it.each(['0', '10001', '1.5', 'x'])('refuses the part number %s', async (number) => {
    const { send } = bucketOf();
    const upload = await begin(send);

    const answer = await send('PUT', `${upload.target}&partNumber=${number}`);

    expect(codeOf(answer)).toBe('InvalidArgument');
  });

  it('honours If-None-Match when it is completed', async () => {
    const { s3, send } = bucketOf();
    const upload = await begin(send);
    const etag = await upload.part(1, 'new');
    await send('PUT', '/b/k', { body: 'old' });

    const answer = await upload.complete([[1, etag]], { 'if-none-match': '*' });

    expect([answer.status, codeOf(answer)]).toEqual([412, 'PreconditionFailed']);
    expect(s3.object('b', 'k')?.bytes.toString()).toBe('old');
    expect(s3.uploads('b')).toHaveLength(1);
  });

  it('lists its parts', async () => {
    const { s3, send } = bucketOf();
    await using host = await startS3(s3);
    const upload = await begin(send);
    await upload.part(2, 'two');
    const etag = await upload.part(1, 'o');

    const { Parts } = await host.client.send(
      new ListPartsCommand({ Bucket: 'b', Key: 'k', UploadId: upload.id }),
    );

    expect(Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, 1],
      [2, 3],
    ]);
    expect(Parts?.[0]?.ETag).toBe(etag);
  });
});

type Send = ReturnType<typeof bucketOf>['send'];

async function begin(send: Send, headers: Readonly<Record<string, string>> = {}) {
  const { text } = await send('POST', '/b/k?uploads', { headers });
  const id = /<UploadId>(.*?)<\/UploadId>/.exec(text)?.[1] ?? '';
  const target = `/b/k?uploadId=${id}`;
  return {
    id,
    target,
    part: async (number: number, body: string): Promise<string> => {
      const answer = await send('PUT', `${target}&partNumber=${number}`, { body });
      return answer.headers.etag ?? '';
    },
    complete: (
      parts: readonly (readonly [number, string])[],
      conditions: Readonly<Record<string, string>> = {},
    ): Promise<Answer> => {
      const listed = parts.map(
        ([number, etag]) =>
          `<Part><ETag>${etag.replaceAll('"', '&quot;')}</ETag><PartNumber>${number}</PartNumber></Part>`,
      );
      const body = `<CompleteMultipartUpload>${listed.join('')}</CompleteMultipartUpload>`;
      return send('POST', target, { headers: conditions, body });
    },
  };
}
