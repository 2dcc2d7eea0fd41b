import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openAccountSession } from '../../src/aws/account-session.ts';
import { RETRY_POLICY } from '../../src/aws/backoff.ts';
import { identifyCaller } from '../../src/aws/caller.ts';
import { type Connection, connect, TIMEOUTS } from '../../src/aws/connection.ts';
import { createIamReader } from '../../src/aws/iam-reader.ts';
import { createOrganizationDirectory } from '../../src/aws/organization-directory.ts';
import { NEVER } from './over-the-wire.ts';

const ONCE = { attempts: 1, baseMs: 1, capMs: 1 };
const TWICE = { attempts: 2, baseMs: 1, capMs: 1 };

/** A connection to a server that answers as a test says. */
async function connectedToServer(answer: RequestListener, serverError = ONCE): Promise<Connection> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const connection = await connect({
    region: 'us-east-1',
    profile: null,
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
    endpointOf: () => `http://127.0.0.1:${port}`,
    sockets: 4,
    retry: { ...RETRY_POLICY, serverError },
    timeouts: TIMEOUTS,
  });
  onTestFinished(() => {
    connection.close();
    server.closeAllConnections();
    server.close();
  });
  return connection;
}

async function readerOf(body: string) {
  const connection = await connectedToServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/xml' }).end(body);
  });
  const session = await openAccountSession({
    connection,
    accountId: '012345678901',
    principal: 'the role',
    signal: NEVER,
    onRequest: () => {},
    renew: null,
    now: () => new Date(),
  });
  return createIamReader(session);
}

describe.each(['', '<html><body>Sign in</body></html>', '<Foo/>'])(
  'an answer that reads "%s"',
  (body) => {
    it.each(['listUserDetails', 'listUsers', 'getAccountAlias', 'getAccountSummary'] as const)(
      'is not "none" to %s',
      async (call) => {
        const reader = await readerOf(body);

        await expect(reader[call]()).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
      },
    );

    it.each([
      'listUserTags',
      'listGroupsForUser',
      'listAccessKeys',
      'listMfaDevices',
      'listSigningCertificates',
      'listSshPublicKeys',
      'getLoginProfile',
      'getAccessKeyLastUsed',
    ] as const)('is not "none" to %s', async (call) => {
      const reader = await readerOf(body);

      await expect(reader[call]('ana')).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
    });
  },
);

describe('a list of accounts', () => {
  it('does not end where an answer is empty', async () => {
    const first = { Accounts: [{ Id: '111111111111', State: 'ACTIVE' }], NextToken: 'more' };
    let page = 0;
    const connection = await connectedToServer((_request, response) => {
      page += 1;
      response.end(page === 1 ? JSON.stringify(first) : '');
    });

    const listing = createOrganizationDirectory(connection).listAccounts(
      { need: 'nothing' },
      NEVER,
    );

    await expect(listing).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
  });
});

describe('a clock that is wrong', () => {
  it('is set by the answer, and the call is made again', async () => {
    let requests = 0;
    const connection = await connectedToServer((_request, response) => {
      requests += 1;
      response.setHeader('date', new Date(Date.now() + 3_600_000).toUTCString());
      response.writeHead(requests === 1 ? 403 : 200, { 'content-type': 'text/xml' });
      response.end(
        requests === 1
          ? '<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>Signature expired</Message></Error></ErrorResponse>'
          : '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111111111111:root</Arn><UserId>1</UserId><Account>111111111111</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
      );
    }, TWICE);

    const caller = await identifyCaller(connection, NEVER);

    expect(caller).toEqual({
      accountId: '111111111111',
      arn: 'arn:aws:iam::111111111111:root',
      partition: 'aws',
    });
    expect(requests).toBe(2);
  });
});

describe('a session token', () => {
  it('is neither in the error nor in its cause, though AWS repeats the request', async () => {
    const token = 'FwoGZXIvYXdzEBYaDHqa0AP1rBqU'.repeat(5);
    const connection = await connectedToServer((_request, response) => {
      response.writeHead(403, { 'content-type': 'text/xml' });
      response.end(
        `<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>The Canonical String should have been\nx-amz-security-token:${token}</Message></Error></ErrorResponse>`,
      );
    });

    const error = await identifyCaller(connection, NEVER).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code: 'CREDENTIALS_INVALID' });
    expect(everythingIn(error)).not.toContain(token);
  });
});

function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), everythingIn(error.cause)].join('\n');
}
