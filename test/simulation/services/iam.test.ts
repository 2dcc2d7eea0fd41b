import {
  GetAccessKeyLastUsedCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetLoginProfileCommand,
  GetUserCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
  ListGroupsForUserCommand,
  ListMFADevicesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ListUsersCommand,
  ListUserTagsCommand,
  ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Account,
  demoOrganization,
  type Simulation,
  startSimulation,
  type User,
} from '../../../src/simulation/index.ts';
import { iamIn } from '../clients.ts';

const NAMES_ID = '123450000321';
const CREDENTIALS_ID = '604020806040';
const BEDROCK_ID = '777123456789';
const DENIED_ID = '661234509876';

let simulation: Simulation;
let iam: IAMClient;
let account: Account;

beforeAll(async () => {
  simulation = await startSimulation(demoOrganization(new Date()));
  iam = await iamIn(simulation, CREDENTIALS_ID);
  account = simulation.account(CREDENTIALS_ID);
});

afterAll(() => simulation.close());

function userNamed(name: string): User {
  const user = account.users.find((candidate) => candidate.name === name);
  if (user === undefined) throw new RangeError(`there is no user ${name}`);
  return user;
}

/** As IAM writes it. */
function text(date: Date | undefined): string | undefined {
  return date?.toISOString().replace('.000Z', 'Z');
}

describe('lists of users', () => {
  test('tell everything about oddly named users as it is', async () => {
    const client = await iamIn(simulation, NAMES_ID);

    const { UserDetailList } = await client.send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ['User'], MaxItems: 1000 }),
    );

    expect(
      UserDetailList?.map((user) => ({
        id: user.UserId,
        name: user.UserName,
        path: user.Path,
        arn: user.Arn,
        createdAt: text(user.CreateDate),
        tags: user.Tags?.map(({ Key, Value }) => ({ key: Key, value: Value })),
        groups: user.GroupList,
      })),
    ).toEqual(
      simulation
        .account(NAMES_ID)
        .users.map(({ id, name, path, arn, createdAt, tags, groups }) => ({
          id,
          name,
          path,
          arn,
          createdAt,
          tags,
          groups,
        })),
    );
  });

  test('leave out an empty list of inline policies, and percent-encode a full one', async () => {
    const client = await iamIn(simulation, '300112233445');

    const { UserDetailList } = await client.send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ['User'], MaxItems: 1000 }),
    );
    const lists = UserDetailList?.map(({ UserPolicyList }) => UserPolicyList) ?? [];
    const full = lists.find((list) => list !== undefined);

    expect(lists).toContain(undefined);
    expect(full?.[0]?.PolicyDocument).toMatch(/^%7B%22Version%22%3A%222012-10-17%22/);
  });

  test('tell the last use of a password, even of a deleted one', async () => {
    const { Users } = await iam.send(new ListUsersCommand({ MaxItems: 1000 }));
    const used = new Map(Users?.map((user) => [user.UserName, text(user.PasswordLastUsed)]));

    expect(used.get('password.used')).toBe(userNamed('password.used').password?.lastUsedAt);
    expect(used.get('password.deleted')).toBe(
      userNamed('password.deleted').deletedPasswordLastUsedAt,
    );
    expect(used.get('password.never.used')).toBeUndefined();
  });

  test('refuse more than 1000 items a page', async () => {
    await expect(iam.send(new ListUsersCommand({ MaxItems: 1001 }))).rejects.toMatchObject({
      name: 'ValidationError',
      message:
        "1 validation error detected: Value '1001' at 'maxItems' failed to satisfy constraint: " +
        'Member must have value less than or equal to 1000',
    });
  });

  test('refuse a marker with another filter', async () => {
    const { Marker } = await iam.send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ['User'], MaxItems: 2 }),
    );

    await expect(
      iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['User', 'Role'], Marker })),
    ).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Marker and Filter do not match',
    });
  });
});

describe('calls about one user', () => {
  test('tell the access keys with their status', async () => {
    const { AccessKeyMetadata } = await iam.send(
      new ListAccessKeysCommand({ UserName: 'keys.same.second' }),
    );

    expect(
      AccessKeyMetadata?.map(({ AccessKeyId, Status, CreateDate }) => [
        AccessKeyId,
        Status,
        text(CreateDate),
      ]),
    ).toEqual(
      userNamed('keys.same.second').accessKeys.map(({ id, status, createdAt }) => [
        id,
        status,
        createdAt,
      ]),
    );
  });

  test('tell the last use of a key, or N/A', async () => {
    const [used] = userNamed('keys.active').accessKeys;
    const [unused] = userNamed('keys.active.unused').accessKeys;

    const first = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: used?.id }));
    const second = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: unused?.id }));

    expect(first.UserName).toBe('keys.active');
    expect(text(first.AccessKeyLastUsed?.LastUsedDate)).toBe(used?.lastUse?.at);
    expect(first.AccessKeyLastUsed).toMatchObject({ ServiceName: 'ec2', Region: 'eu-central-1' });
    expect(second.AccessKeyLastUsed).toEqual({ ServiceName: 'N/A', Region: 'N/A' });
  });

  test('deny the last use of a key that does not exist, and not that it does', async () => {
    const AccessKeyId = 'AKIANOBODYNOBODYNOBO';

    await expect(iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('tell the login profile, which a user without a password does not have', async () => {
    const { LoginProfile } = await iam.send(
      new GetLoginProfileCommand({ UserName: 'password.rotation' }),
    );

    expect(text(LoginProfile?.CreateDate)).toBe(userNamed('password.rotation').password?.createdAt);
    expect(LoginProfile?.PasswordResetRequired).toBe(true);
    await expect(
      iam.send(new GetLoginProfileCommand({ UserName: 'password.deleted' })),
    ).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'Login Profile for User password.deleted cannot be found.',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test('tell the devices of every kind by their serial numbers', async () => {
    const { MFADevices } = await iam.send(new ListMFADevicesCommand({ UserName: 'mfa.three' }));

    expect(MFADevices?.map(({ SerialNumber }) => SerialNumber)).toEqual([
      `arn:aws:iam::${CREDENTIALS_ID}:mfa/mfa.three`,
      `arn:aws:iam::${CREDENTIALS_ID}:u2f/user/mfa.three/laptop-ABCDEFGHIJKLMNOPQRSTUVWXYZ`,
      'GAKT87654321',
    ]);
  });

  test('tell the signing certificates with their bodies', async () => {
    const { Certificates } = await iam.send(
      new ListSigningCertificatesCommand({ UserName: 'certificates.two' }),
    );

    expect(
      Certificates?.map((certificate) => ({
        id: certificate.CertificateId,
        status: certificate.Status,
        uploadedAt: text(certificate.UploadDate),
        body: certificate.CertificateBody,
      })),
    ).toEqual(userNamed('certificates.two').signingCertificates);
  });

  test('tell tags sorted by key, and groups in full', async () => {
    const client = await iamIn(simulation, NAMES_ID);

    const { Tags } = await client.send(new ListUserTagsCommand({ UserName: 'tag.numbers' }));
    const { Groups } = await client.send(new ListGroupsForUserCommand({ UserName: 'all.groups' }));

    expect(Tags?.map(({ Key }) => Key)).toEqual(['10', '9', 'B', 'a']);
    expect(Groups?.map(({ GroupName }) => GroupName)).toEqual([
      'admins',
      'Developers',
      'read-only',
    ]);
  });

  test('tell SSH public keys, of which there may be none', async () => {
    const { SSHPublicKeys } = await iam.send(
      new ListSSHPublicKeysCommand({ UserName: 'keys.none' }),
    );

    expect(SSHPublicKeys).toEqual([]);
  });

  test('do not know a user that does not exist', async () => {
    await expect(iam.send(new GetUserCommand({ UserName: 'nobody' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user with name nobody cannot be found.',
    });
  });
});

describe('calls about the account', () => {
  test('tell the credentials for services of all users', async () => {
    const client = await iamIn(simulation, BEDROCK_ID);
    const truth = simulation
      .account(BEDROCK_ID)
      .users.flatMap((user) =>
        user.serviceSpecificCredentials.map(({ id, expiresAt }) => [user.name, id, expiresAt]),
      );

    const { ServiceSpecificCredentials } = await client.send(
      new ListServiceSpecificCredentialsCommand({ AllUsers: true }),
    );

    expect(
      ServiceSpecificCredentials?.map((credential) => [
        credential.UserName,
        credential.ServiceSpecificCredentialId,
        text(credential.ExpirationDate) ?? null,
      ]),
    ).toEqual(truth);
    expect(truth.length).toBeGreaterThanOrEqual(3);
  });

  test('tell the virtual devices of all users', async () => {
    const { VirtualMFADevices } = await iam.send(new ListVirtualMFADevicesCommand({}));
    const names = VirtualMFADevices?.map(({ User }) => User?.UserName);

    expect(names).toContain('mfa.virtual');
    expect(names).not.toContain('mfa.passkey');
  });

  test('tell the number of users and the alias', async () => {
    const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
    const { AccountAliases } = await iam.send(new ListAccountAliasesCommand({}));

    expect(SummaryMap?.Users).toBe(account.users.length);
    expect(SummaryMap?.AccountMFAEnabled).toBe(account.root.mfa ? 1 : 0);
    expect(AccountAliases).toEqual(account.alias === null ? [] : [account.alias]);
  });

  test('are denied by a policy of the role', async () => {
    const client = await iamIn(simulation, DENIED_ID);

    await expect(client.send(new GetCredentialReportCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        `User: arn:aws:sts::${DENIED_ID}:assumed-role/iam-user-data-collector/test ` +
        'is not authorized to perform: iam:GetCredentialReport on resource: * ' +
        'with an explicit deny in an identity-based policy',
      $metadata: { httpStatusCode: 403 },
    });
  });
});
