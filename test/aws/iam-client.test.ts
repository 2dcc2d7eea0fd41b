import { Readable } from 'node:stream';
import { GetUserCommand, type IAMClient } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { createIamClient } from '../../src/aws/iam-client.ts';

/** A client that is always given the same answer. */
const clientFor = (statusCode: number, body: string): IAMClient =>
  createIamClient({
    region: async () => 'us-east-1',
    credentials: async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }),
    retryStrategy: {
      acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
      refreshRetryTokenForRetry: async (_, { error }) => {
        throw error ?? new TypeError('no second attempt');
      },
      recordSuccess: () => {},
    },
    requestHandler: {
      handle: async () => ({
        response: { statusCode, headers: {}, body: Readable.from([Buffer.from(body)]) },
      }),
      updateHttpClientConfig: () => {},
      httpHandlerConfigs: () => ({}),
    },
  });

const userNamed = (name: string, within = '') =>
  `<GetUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetUserResult><User>${within}` +
  `<UserName>${name}</UserName><CreateDate>2026-01-15T12:34:56Z</CreateDate></User>` +
  '</GetUserResult></GetUserResponse>';

const readUser = async (client: IAMClient) =>
  (await client.send(new GetUserCommand({ UserName: 'x' }))).User;

describe('createIamClient', () => {
  it('reads answers with a parser of its own, which knows every character', async () => {
    const user = await readUser(clientFor(200, userNamed('&#x1D400;')));

    expect(user).toEqual({ UserName: '𝐀', CreateDate: new Date('2026-01-15T12:34:56Z') });
  });

  it('leaves what IAM does not send to the parser of the SDK', async () => {
    const user = await readUser(clientFor(200, userNamed('<![CDATA[a<b]]>', '<!-- c -->')));

    expect(user?.UserName).toBe('a<b');
  });

  it('reads errors too', async () => {
    const error =
      '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message>' +
      '</Error></ErrorResponse>';

    await expect(readUser(clientFor(403, error))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'no',
    });
  });

  it('fails on an answer that is cut short', async () => {
    const half = userNamed('somebody').slice(0, 150);

    await expect(readUser(clientFor(200, half))).rejects.toThrow(/XML parse error/);
  });
});
