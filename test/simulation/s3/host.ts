import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { createS3, type SimulatedS3 } from '../../../src/simulation/s3/s3.ts';
import type { Principal } from '../../../src/simulation/wire.ts';

/** The account that the host's own credentials belong to. */
export const ACCOUNT = '111111111111';

export const PRINCIPAL: Principal = {
  accountId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:user/tester`,
  kind: 'user',
};

export interface S3Host extends AsyncDisposable {
  readonly s3: SimulatedS3;
  readonly url: string;
  readonly client: S3Client;
  /** Ends the server, so that nothing answers any more. */
  stop(): Promise<void>;
}

/** The simulated Amazon S3 behind HTTP, and a client of the real SDK for it. */
export async function startS3(s3: SimulatedS3 = createS3()): Promise<S3Host> {
  const server = createServer((request, response) => void answer(s3, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const client = new S3Client({
    region: 'us-east-1',
    endpoint: url,
    forcePathStyle: true,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
  });
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return {
    s3,
    url,
    client,
    stop,
    async [Symbol.asyncDispose]() {
      client.destroy();
      await stop();
    },
  };
}

async function answer(
  s3: SimulatedS3,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const known = headers.authorization?.includes('Credential=AKIATEST/') === true;
  const {
    status,
    headers: sent,
    body,
  } = await s3.handle({
    method: request.method ?? '',
    target: request.url ?? '',
    headers,
    body: Buffer.concat(chunks),
    principal: known ? PRINCIPAL : null,
  });
  response.writeHead(status, sent).end(body);
}
