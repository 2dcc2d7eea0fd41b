import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliver } from './deliver.ts';
import { type Exchange, exchangeOne } from './exchange.ts';

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on loopback; port 0 takes any that is free. */
export async function listen(exchange: Exchange, port: number): Promise<RunningServer> {
  const server = createServer((incoming, outgoing) => {
    serve(exchange, incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  // Clients keep connections in a pool: the server must not be the first to close an idle one.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  exchange: Exchange,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const delivery = await exchangeOne(exchange, {
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    headers: headersOf(incoming),
    body: Buffer.concat(chunks),
  });
  await deliver(delivery, incoming, outgoing);
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
