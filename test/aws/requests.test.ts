import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAccountAccess } from '../../src/aws/account-access.ts';
import { RETRY_POLICY } from '../../src/aws/backoff.ts';
import { connect, TIMEOUTS } from '../../src/aws/connection.ts';
import { sessionPolicy } from '../../src/policies/session-policy.ts';
import { NEVER } from './over-the-wire.ts';

const SESSION =
  '<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId>' +
  '<SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>' +
  '<Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>';

const NO_USERS =
  '<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult>' +
  '<IsTruncated>false</IsTruncated><UserDetailList/></GetAccountAuthorizationDetailsResult>' +
  '</GetAccountAuthorizationDetailsResponse>';

/** What is sent to AWS, by operation, for the bulk list of one account. */
async function requestsIn(partition: string): Promise<ReadonlyMap<string, URLSearchParams>> {
  const requests = new Map<string, URLSearchParams>();
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      const body = new URLSearchParams(text);
      requests.set(body.get('Action') ?? '', body);
      const answer = body.get('Action') === 'AssumeRole' ? SESSION : NO_USERS;
      response.writeHead(200, { 'content-type': 'text/xml' }).end(answer);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const connection = await connectionTo(`http://127.0.0.1:${port}`);
  onTestFinished(() => {
    connection.close();
    server.closeAllConnections();
    server.close();
  });

  const access = createAccountAccess({
    connection,
    caller: { accountId: '999999999999', arn: 'arn', partition },
    role: {
      partition,
      roleName: 'security/reader',
      externalId: 'agreed',
      sessionPolicy: sessionPolicy({ facts: ['identity'], freshness: 'report' }),
    },
    clock: { now: () => new Date(), sleep: async () => {} },
  });
  const account = { accountId: '012345678901', runId: '20260115T123456Z-abcdef' };
  const reader = await access.open({ ...account, onRequest: () => {} }, NEVER);
  await reader.listUserDetails();
  return requests;
}

function connectionTo(endpoint: string | null, region = 'us-east-1') {
  return connect({
    region,
    profile: null,
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
    endpointOf: () => endpoint,
    sockets: 4,
    retry: RETRY_POLICY,
    timeouts: TIMEOUTS,
  });
}

describe('the role of an account', () => {
  it.each(['aws', 'aws-cn', 'aws-us-gov'])(
    'is looked for in the partition of the caller: %s',
    async (partition) => {
      const requests = await requestsIn(partition);

      const asked = requests.get('AssumeRole');
      expect(asked?.get('RoleArn')).toBe(`arn:${partition}:iam::012345678901:role/security/reader`);
      expect(asked?.get('ExternalId')).toBe('agreed');
      expect(asked?.get('DurationSeconds')).toBe('3600');
    },
  );
});

describe('the bulk list', () => {
  it('is asked for users alone, without groups, roles and policies, a thousand at a time', async () => {
    const requests = await requestsIn('aws');

    const asked = requests.get('GetAccountAuthorizationDetails');
    expect(asked?.getAll('Filter.member.1')).toEqual(['User']);
    expect(asked?.has('Filter.member.2')).toBe(false);
    expect(asked?.get('MaxItems')).toBe('1000');
  });
});

describe('AWS STS', () => {
  it.each([
    ['us-east-1', 'sts.us-east-1.amazonaws.com'],
    ['eu-south-2', 'sts.eu-south-2.amazonaws.com'],
    ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
    ['us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com'],
  ])(
    'is asked in the region %s itself, whose tokens are valid everywhere',
    async (region, host) => {
      const connection = await connectionTo(null, region);
      let asked = '';
      connection.sts.middlewareStack.add(
        () =>
          async ({ request }) => {
            asked = Object(request).hostname;
            throw new RangeError('enough');
          },
        { step: 'finalizeRequest', priority: 'low' },
      );

      await expect(connection.sts.send(new GetCallerIdentityCommand({}))).rejects.toThrow('enough');
      connection.close();

      expect(asked).toBe(host);
    },
  );
});
