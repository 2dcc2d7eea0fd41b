import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Simulation } from '../../../src/simulation/index.ts';
import { assume, configuration } from '../clients.ts';
import { accountOf, startSmall } from '../start.ts';

let simulation: Simulation;
let memberId: string;
let roleArn: string;

beforeAll(async () => {
  simulation = await startSmall({}, { externalId: 'agreed' });
  memberId = accountOf(simulation, 1).id;
  roleArn = `arn:aws:iam::${memberId}:role/iam-user-data-collector`;
});

afterAll(() => simulation.close());

/** Assumes the role of the member account with some of the input changed. */
function assumeWith(input: { readonly [name: string]: string | number | undefined }) {
  return new STSClient(configuration(simulation)).send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: 'run',
      ExternalId: 'agreed',
      ...input,
    }),
  );
}

describe('AssumeRole', () => {
  test('gives credentials of the role', async () => {
    const credentials = await assume(simulation, memberId, { ExternalId: 'agreed' });
    const sts = new STSClient(configuration(simulation, credentials));

    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: memberId,
      Arn: `arn:aws:sts::${memberId}:assumed-role/iam-user-data-collector/test`,
    });
  });

  test.each([
    ['a wrong external id', { ExternalId: 'wrong' }],
    ['no external id', { ExternalId: undefined }],
    ['a role that does not exist', { RoleArn: 'arn:aws:iam::000000000000:role/nothing' }],
  ])('answers %s with the same AccessDenied', async (_, input) => {
    const caller = simulation.organization.caller;
    const target = 'RoleArn' in input ? input.RoleArn : roleArn;

    await expect(assumeWith(input)).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        `User: arn:aws:sts::${caller.accountId}:assumed-role/security-operator/operator ` +
        `is not authorized to perform: sts:AssumeRole on resource: ${target}`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  test.each(['SUSPENDED', 'CLOSED', 'PENDING_ACTIVATION'] as const)(
    'refuses an account that is %s',
    async (state) => {
      const account = accountOf(simulation, 2);
      account.state = state;

      await expect(assume(simulation, account.id, { ExternalId: 'agreed' })).rejects.toMatchObject({
        name: 'AccessDenied',
      });
    },
  );

  test('works in an account that is about to be closed', async () => {
    const account = accountOf(simulation, 2);
    account.state = 'PENDING_CLOSURE';

    const credentials = await assume(simulation, account.id, { ExternalId: 'agreed' });

    expect(credentials.accessKeyId).toMatch(/^ASIA/);
  });

  test('refuses a session of more than an hour to a session', async () => {
    await expect(assumeWith({ DurationSeconds: 3601 })).rejects.toMatchObject({
      name: 'ValidationError',
      message:
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    });
  });

  test('refuses a session policy that is not JSON, and one that is too long', async () => {
    await expect(assumeWith({ Policy: 'x' })).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
    });
    await expect(assumeWith({ Policy: ' '.repeat(2049) })).rejects.toMatchObject({
      name: 'PackedPolicyTooLargeException',
    });
  });

  test('narrows the role by the session policy', async () => {
    const policy = { Statement: { Effect: 'Allow', Action: 'iam:GetUser', Resource: '*' } };
    const credentials = await assume(simulation, memberId, {
      ExternalId: 'agreed',
      Policy: JSON.stringify(policy),
    });
    const iam = new IAMClient(configuration(simulation, credentials));

    await expect(iam.send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        `User: arn:aws:sts::${memberId}:assumed-role/iam-user-data-collector/test ` +
        `is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${memberId}:user/ ` +
        'because no session policy allows the iam:ListUsers action',
    });
  });

  test('is counted for the account of the role', async () => {
    simulation.calls.reset();

    await assume(simulation, memberId, { ExternalId: 'agreed' });

    expect(simulation.calls.count('sts:AssumeRole', memberId)).toBe(1);
    expect(simulation.calls.byOperation()).toEqual({ 'sts:AssumeRole': 1 });
  });
});

describe('credentials', () => {
  test('that nobody gave out are refused', async () => {
    const sts = new STSClient(
      configuration(simulation, { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' }),
    );

    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('of a session are refused without its token', async () => {
    const { accessKeyId, secretAccessKey } = await assume(simulation, memberId, {
      ExternalId: 'agreed',
    });
    const sts = new STSClient(configuration(simulation, { accessKeyId, secretAccessKey }));

    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
  });

  test('of a session are refused once the sessions of the account have ended', async () => {
    const old = await assume(simulation, memberId, { ExternalId: 'agreed' });
    simulation.expireSessions(memberId);
    const fresh = await assume(simulation, memberId, { ExternalId: 'agreed' });
    const identify = (credentials: typeof old) =>
      new STSClient(configuration(simulation, credentials)).send(new GetCallerIdentityCommand({}));

    await expect(identify(old)).rejects.toMatchObject({ name: 'ExpiredToken' });
    await expect(identify(fresh)).resolves.toMatchObject({ Account: memberId });
  });

  test('that are missing are refused', async () => {
    const response = await fetch(simulation.url, {
      method: 'POST',
      body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
    });

    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Code>MissingAuthenticationToken</Code>');
  });
});
