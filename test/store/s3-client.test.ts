import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createS3Client } from '../../src/store/s3-client.ts';
import { createS3Store } from '../../src/store/s3-store.ts';
import { textOf } from './store-contract.ts';

const CREDENTIALS = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };

describe('createS3Client', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('puts the bucket into the path at an endpoint of its own', async () => {
    await using server = await startServer((_, response) => response.end());
    const client = createS3Client({
      region: 'us-east-1',
      credentials: CREDENTIALS,
      endpoint: server.url,
    });

    await storeOf(client).write('a.csv', Buffer.from('x'));

    expect(server.targets).toEqual(['PUT /results/a.csv?x-id=PutObject']);
  });

  it('puts the bucket into the path at the endpoint of the AWS configuration', async () => {
    await using server = await startServer((_, response) => response.end());
    vi.stubEnv('AWS_ENDPOINT_URL_S3', server.url.replace('127.0.0.1', 'localhost'));
    const client = createS3Client({ region: 'us-east-1', credentials: CREDENTIALS });

    await storeOf(client).write('a.csv', Buffer.from('x'));

    expect(server.targets).toEqual(['PUT /results/a.csv?x-id=PutObject']);
  });

  it('puts the bucket into the name of the host at AWS', async () => {
    const client = createS3Client({
      region: 'eu-west-1',
      credentials: CREDENTIALS,
      requestHandler: {
        handle: async ({ hostname, path }: { hostname: string; path: string }) => {
          throw new TypeError(`${hostname}${path}`);
        },
      },
    });

    await expect(storeOf(client).write('a.csv', Buffer.from('x'))).rejects.toThrow(
      'results.s3.eu-west-1.amazonaws.com/a.csv',
    );
  });
});

describe('an answer of Amazon S3 that breaks off', () => {
  it('is asked for again', async () => {
    let requests = 0;
    await using server = await startServer((_, response) => {
      requests += 1;
      response.writeHead(200, { 'content-length': '8', etag: '"1"' });
      if (requests > 1) response.end('complete');
      else response.write('comp', () => response.destroy());
    });
    const client = createS3Client({
      region: 'us-east-1',
      credentials: CREDENTIALS,
      endpoint: server.url,
    });

    expect(await textOf(storeOf(client), 'a')).toBe('complete');
    expect(requests).toBe(2);
  });

  it('is an error when it keeps doing so', async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200, { 'content-length': '8', etag: '"1"' });
      response.write('comp', () => response.destroy());
    });
    const client = createS3Client({
      region: 'us-east-1',
      credentials: CREDENTIALS,
      endpoint: server.url,
    });

    await expect(storeOf(client).read('a')).rejects.toMatchObject({
      code: 'STORE_FAILED',
      operation: 'GetObject',
    });
    expect(server.targets).toHaveLength(3);
  });
});

function storeOf(client: ReturnType<typeof createS3Client>) {
  const location = { client, bucket: 'results', prefix: '' };
  return createS3Store({ ...location, expectedBucketOwner: null, kmsKeyId: null });
}

async function startServer(listener: RequestListener) {
  const targets: string[] = [];
  const server = createServer((request, response) => {
    targets.push(`${request.method} ${request.url}`);
    request.resume().on('end', () => listener(request, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    targets,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
