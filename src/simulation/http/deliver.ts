import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultEffect } from '../faults/rules.ts';
import type { WireResponse } from '../wire.ts';

/** The answer to one request, and what spoils it on its way; `response` is `null` without an answer. */
export interface Delivery {
  readonly response: WireResponse | null;
  readonly spoiled: Extract<
    FaultEffect,
    { kind: 'reset' | 'cut' | 'malformed' | 'drip' | 'hang' }
  > | null;
}

/** Sends an answer, whole or spoiled. */
export async function deliver(
  { response, spoiled }: Delivery,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (spoiled?.kind === 'hang') return;
  if (response === null || spoiled?.kind === 'reset') {
    incoming.socket.resetAndDestroy();
    return;
  }
  const whole = Buffer.from(response.body ?? '');
  const body = spoiled?.kind === 'malformed' ? whole.subarray(0, whole.length / 2) : whole;
  outgoing.writeHead(response.status, {
    'x-amzn-requestid': randomUUID(),
    ...response.headers,
    // A HEAD answers with the length that it has no body of.
    ...(incoming.method === 'HEAD' ? {} : { 'content-length': body.length }),
  });
  if (spoiled?.kind === 'cut') return cut(outgoing, body);
  if (spoiled?.kind === 'drip') return drip(outgoing, body, spoiled.ms);
  outgoing.end(body);
}

/** The rest never comes: the connection ends first. */
function cut(outgoing: ServerResponse, body: Buffer): void {
  outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy());
}

async function drip(outgoing: ServerResponse, body: Buffer, ms: number): Promise<void> {
  const size = Math.max(1, Math.ceil(body.length / PIECES));
  for (let start = 0; start < body.length; start += size) {
    await sleep(ms / PIECES, undefined, { ref: false });
    outgoing.write(body.subarray(start, start + size));
  }
  outgoing.end();
}

const PIECES = 10;
