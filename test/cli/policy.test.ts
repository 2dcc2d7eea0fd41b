import { describe, expect, it } from 'vitest';
import { fakeIo } from './fake-io.ts';
import { runCommand } from './run-command.ts';

const ROLE_ARN = 'arn:aws:iam::111122223333:role/ops/collector';

async function policyOf(...argv: readonly string[]) {
  const { status, out, err } = await runCommand(['policy', ...argv]);
  expect([status, err]).toEqual([0, '']);
  return JSON.parse(out);
}

describe('policy member', () => {
  it('allows the calls of the default columns, without those in place of denied ones', async () => {
    const { Statement } = await policyOf('member');

    expect(Statement).toHaveLength(1);
    expect(Statement[0].Action).toContain('iam:GetCredentialReport');
    expect(Statement[0].Action).not.toContain('iam:ListUserTags');
  });

  it('allows less for fewer columns', async () => {
    const { Statement } = await policyOf('member', '--columns', 'UserName,ARN');

    expect(Statement[0].Action).toEqual([
      'iam:GetAccountAuthorizationDetails',
      'iam:GetAccountSummary',
      'iam:ListUsers',
    ]);
  });

  it('needs the credential report of no column but those of passwords when live', async () => {
    const { Statement } = await policyOf(
      'member',
      '--freshness',
      'live',
      '--columns',
      'MFAEnabled,AccessKeyID',
    );

    expect(Statement[0].Action).toContain('iam:ListMFADevices');
    expect(Statement[0].Action).not.toContain('iam:GetCredentialReport');
  });

  it('takes the settings of the environment too', async () => {
    const io = fakeIo({ COLUMNS: 'AccountAlias' });

    const { out } = await runCommand(['policy', 'member'], { io });

    expect(JSON.parse(out).Statement[0].Action).toEqual([
      'iam:GetAccountAuthorizationDetails',
      'iam:GetAccountSummary',
      'iam:ListAccountAliases',
      'iam:ListUsers',
    ]);
  });
});

describe('policy member --trust', () => {
  it('trusts the role, in the organization and with the external id of the settings', async () => {
    const { Statement } = await policyOf(
      'member',
      '--trust',
      '--collector-role-arn',
      ROLE_ARN,
      '--organization-id',
      'o-a1b2c3d4e5',
      '--external-id',
      'agreed',
    );

    expect(Statement).toEqual([
      {
        Sid: 'TrustTheCollector',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: 'sts:AssumeRole',
        Condition: {
          ArnEquals: { 'aws:PrincipalArn': ROLE_ARN },
          StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'sts:ExternalId': 'agreed' },
        },
      },
    ]);
  });
});

describe('policy collector', () => {
  it('allows the role, the organization and nothing else by default', async () => {
    const { Statement } = await policyOf('collector');

    expect(Statement).toMatchObject([
      { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/iam-user-data-collector' },
      { Action: 'organizations:ListAccounts' },
    ]);
  });

  it('allows the bucket of the result and of the run store, and the key', async () => {
    const { Statement } = await policyOf(
      'collector',
      '--to=s3://amzn-s3-demo-bucket/users',
      '--run-store=s3://amzn-s3-demo-bucket1',
      '--kms-key-id=1234abcd',
      '--partition=aws-cn',
      '--accounts=111111111111',
      '--role-name=security/reader',
    );

    expect(Statement.map(({ Resource }: { Resource: string }) => Resource)).toEqual([
      'arn:aws-cn:iam::111111111111:role/security/reader',
      'arn:aws-cn:s3:::amzn-s3-demo-bucket/users/*',
      'arn:aws-cn:s3:::amzn-s3-demo-bucket',
      'arn:aws-cn:s3:::amzn-s3-demo-bucket1/*',
      'arn:aws-cn:s3:::amzn-s3-demo-bucket1',
      'arn:aws-cn:kms:*:*:key/1234abcd',
    ]);
  });

  it.each(['--ou', '--exclude-ou'])('allows to find organizational units with %s', async (flag) => {
    const { Statement } = await policyOf('collector', flag, 'ou-ab12-11111111');

    expect(Statement.at(-1).Action).toContain('organizations:ListRoots');
  });

  it.each([
    ['OrganizationalUnitPath', 'FindOrganizationalUnitsWhereListAccountsDoesNotTellThem'],
    ['OrganizationalUnitNames', 'NameOrganizationalUnits'],
  ])('allows what the column %s needs', async (column, sid) => {
    const { Statement } = await policyOf('collector', '--columns', column);

    expect(Statement.map(({ Sid }: { Sid: string }) => Sid)).toContain(sid);
  });

  it('allows reads of the own account with --include-own-account', async () => {
    const { Statement } = await policyOf('collector', '--include-own-account');

    expect(Statement.at(-1).Sid).toBe('ReadUsersOfOwnAccount');
    expect(Statement.at(-1).Action).toContain('iam:ListUsers');
  });
});

describe('policy', () => {
  it.each([
    [[], "Missing required argument 'who'."],
    [['members'], "argument 'who'. Allowed choices are member, collector."],
    [['member', '--trust'], '`--trust` needs `--collector-role-arn`'],
    [['member', '--collector-role-arn', ROLE_ARN], 'was given without `--trust`'],
    [['member', '--include-own-account'], 'goes with `iam-users policy collector` only'],
    [['member', '--partition', 'aws'], 'goes with `iam-users policy collector` only'],
    [['collector', '--trust'], '`--trust` goes with `iam-users policy member` only'],
    [['collector', '--collector-role-arn', ROLE_ARN], 'goes with `iam-users policy member` only'],
    [['collector', '--partition', 'amazon'], 'found "amazon"'],
    [['member', '--trust', '--collector-role-arn', 'collector'], 'expected the ARN of a role'],
    [
      [
        'member',
        '--trust',
        '--collector-role-arn',
        'arn:aws:sts::111122223333:assumed-role/ops/me',
      ],
      'That is the ARN of a session',
    ],
  ])('%j is refused as wrong use', async (argv, complaint) => {
    const { status, out, err } = await runCommand(['policy', ...argv]);

    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('USAGE');
    expect(err.replaceAll(/\s+/g, ' ')).toContain(complaint);
  });

  it('says in its help which flags the conditions of the trust policy come from', async () => {
    const { out } = await runCommand(['policy', '--help']);

    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'aws:PrincipalOrgID only if --organization-id is given, and for sts:ExternalId only if --external-id is given.',
    );
  });

  it('refuses a setting that cannot be', async () => {
    const { status, err } = await runCommand(['policy', 'member', '--columns', 'Nmae']);

    expect(status).toBe(2);
    expect(err).toContain('SETTING_INVALID');
  });
});
