import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { governRequests } from '../../../src/aws/governor/govern-requests.ts';
import { createGovernor, type Governor } from '../../../src/aws/governor/governor.ts';
import { createRetryStrategy } from '../../../src/aws/retry-strategy.ts';
import { TINY_WAITS } from '../../helpers/run-simulated.ts';

const NO_USERS =
  '<ListUsersResponse><ListUsersResult><IsTruncated>false</IsTruncated><Users/></ListUsersResult></ListUsersResponse>';

const ACCOUNT = '012345678901';

const CALL = { service: 'IAM', operation: 'ListUsers', accountId: ACCOUNT } as const;

/** Answers requests one after the other, and shows what came. */
async function serverThat(
  ...answers: readonly ((response: ServerResponse) => void)[]
): Promise<{ readonly endpoint: string; readonly requests: readonly IncomingMessage[] }> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const answer = answers[requests.length] ?? ok;
    requests.push(request);
    request.resume().on('end', () => answer(response));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, requests };
}

function ok(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/xml' }).end(NO_USERS);
}

function error(status: number, code: string) {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>m</Message></Error></ErrorResponse>`;
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  };
}

function reset(response: ServerResponse): void {
  response.destroy();
}

/** Admits after a wait, and writes down what it is asked and told. */
function governorWith(wait: () => Promise<void>) {
  const asked: Parameters<Governor['admit']>[0][] = [];
  const outcomes: string[] = [];
  const governor: Governor = {
    throttling: () => null,
    async admit(call) {
      asked.push(call);
      await wait();
      return { done: (outcome) => outcomes.push(outcome) };
    },
  };
  return { governor, asked, outcomes };
}

function configFor(endpoint: string) {
  return {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
    retryStrategy: createRetryStrategy(TINY_WAITS),
  };
}

function clientFor(endpoint: string, governor: Governor, signal = new AbortController().signal) {
  const client = new IAMClient(configFor(endpoint));
  onTestFinished(() => client.destroy());
  governRequests(client, { governor, service: 'IAM', accountId: ACCOUNT, signal });
  return client;
}

const AT_ONCE = async () => {};

describe('a governed request', () => {
  it('asks for every attempt, with what it is about', async () => {
    const throttled = error(400, 'Throttling');
    const { endpoint } = await serverThat(throttled, throttled, ok);
    const { governor, asked, outcomes } = governorWith(AT_ONCE);

    await clientFor(endpoint, governor).send(new ListUsersCommand({}));

    expect(asked).toEqual([CALL, CALL, CALL]);
    expect(outcomes).toEqual(['refused', 'refused', 'admitted']);
  });

  it.each([
    { what: 'access denied', answer: error(403, 'AccessDenied'), outcome: 'admitted' },
    { what: 'no such user', answer: error(404, 'NoSuchEntity'), outcome: 'admitted' },
    {
      what: 'an error of the service',
      answer: error(503, 'ServiceUnavailable'),
      outcome: 'failed',
    },
    { what: 'a connection that breaks', answer: reset, outcome: 'failed' },
    { what: 'a request limit', answer: error(400, 'RequestLimitExceeded'), outcome: 'refused' },
    { what: 'the status 429', answer: error(429, 'Other'), outcome: 'refused' },
  ])('is done with as $outcome after $what', async ({ answer, outcome }) => {
    const { endpoint } = await serverThat(answer, ok);
    const { governor, outcomes } = governorWith(AT_ONCE);

    await clientFor(endpoint, governor)
      .send(new ListUsersCommand({}))
      .catch(() => {});

    expect(outcomes[0]).toBe(outcome);
  });

  it('is signed when it is sent, however long it has waited', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-15T12:00:00Z') });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { endpoint, requests } = await serverThat(ok);
    const { governor } = governorWith(async () => {
      vi.setSystemTime(new Date('2026-01-15T12:20:00Z'));
    });

    await clientFor(endpoint, governor).send(new ListUsersCommand({}));

    expect(requests[0]?.headers['x-amz-date']).toBe('20260115T122000Z');
  });

  it('is not sent, nor repeated, if it is aborted while it waits', async () => {
    const { endpoint, requests } = await serverThat(ok);
    const bounds = { inAll: 1, perAccount: 1 };
    const governor = createGovernor({ bounds, ceiling: null });
    const abort = new AbortController();
    const client = clientFor(endpoint, governor, abort.signal);
    const { done } = await governor.admit(CALL, new AbortController().signal);

    const sent = client.send(new ListUsersCommand({}));
    await Promise.race([sent.catch(() => {}), setTimeout(20)]);
    abort.abort();
    await expect(sent).rejects.toMatchObject({ name: 'AbortError', $metadata: { attempts: 1 } });
    done('admitted');

    expect(requests).toHaveLength(0);
  });

  it('may be a single command of a client that serves several accounts', async () => {
    const { endpoint, requests } = await serverThat(error(403, 'AccessDenied'));
    const { governor, asked } = governorWith(AT_ONCE);
    const client = new STSClient(configFor(endpoint));
    onTestFinished(() => client.destroy());
    const command = new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/reader`,
      RoleSessionName: 'name',
    });

    const { signal } = new AbortController();
    governRequests(command, { governor, service: 'STS', accountId: ACCOUNT, signal });
    await client.send(command).catch(() => {});

    expect(asked).toEqual([{ service: 'STS', operation: 'AssumeRole', accountId: ACCOUNT }]);
    expect(requests).toHaveLength(1);
  });
});
