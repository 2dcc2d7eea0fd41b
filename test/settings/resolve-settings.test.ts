import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attempt, file, resolve } from './sources.ts';

describe('where a setting comes from', () => {
  it('has a default for everything', () => {
    const { columns, ...settings } = resolve({});

    expect(settings).toEqual({
      accounts: null,
      organizationalUnits: [],
      excludeOrganizationalUnits: [],
      excludeAccounts: [],
      organizationId: null,
      roleName: 'iam-user-data-collector',
      externalId: null,
      target: { kind: 'directory', path: './iam-users' },
      runStore: null,
      freshness: 'report',
      rowForm: 'user',
      formats: ['csv'],
      rawCells: false,
      concurrency: 16,
      callsPerSecond: null,
      reuse: true,
      minCoverage: 95,
      retryFailed: null,
      bucketOwner: null,
      kmsKeyId: null,
      profile: null,
      isProfileChosen: false,
      region: null,
    });
    expect(columns).toHaveLength(18);
    expect(columns.at(0)).toBe('AccountID');
    expect(columns.at(-1)).toBe('SigningCerts');
  });

  it('takes flags before the environment, the environment before the file', () => {
    const flags = { concurrency: '1' };
    const environment = { CONCURRENCY: '2' };
    const configFile = file({ concurrency: 3 });

    expect(resolve({ flags, environment, configFile }).concurrency).toBe(1);
    expect(resolve({ environment, configFile }).concurrency).toBe(2);
    expect(resolve({ configFile }).concurrency).toBe(3);
  });

  it('takes an empty environment variable as not set', () => {
    const environment = { ROLE_NAME: '', EXTERNAL_ID: '  ', S3_BUCKET_NAME: '', RAW_CELLS: '' };

    expect(resolve({ environment })).toEqual(resolve({}));
  });

  it("understands the four variables of the original's users", () => {
    const settings = resolve({
      environment: {
        CHILD_ACCOUNT_IDS: '111111111111 222222222222',
        ORGANIZATION_ID: 'o-a1b2c3d4e5',
        ROLE_NAME: 'IAMReadRole',
        S3_BUCKET_NAME: 'reports-of-iam',
      },
    });

    expect(settings).toMatchObject({
      accounts: ['111111111111', '222222222222'],
      organizationId: 'o-a1b2c3d4e5',
      roleName: 'IAMReadRole',
      target: { kind: 's3', bucket: 'reports-of-iam', prefix: '' },
    });
  });

  it('puts the target together from bucket and prefix', () => {
    const environment = { S3_BUCKET_NAME: 'reports-of-iam', S3_PREFIX: '/security/users/' };

    expect(resolve({ environment }).target).toEqual({
      kind: 's3',
      bucket: 'reports-of-iam',
      prefix: 'security/users',
    });
  });

  it('takes AWS_REGION before AWS_DEFAULT_REGION', () => {
    const environment = { AWS_DEFAULT_REGION: 'eu-west-1', AWS_REGION: 'us-gov-west-1' };

    expect(resolve({ environment }).region).toBe('us-gov-west-1');
  });

  it('takes a number in COLUMNS for the width of a terminal', () => {
    expect(resolve({ environment: { COLUMNS: '120' } }).columns).toHaveLength(18);
    expect(resolve({ environment: { COLUMNS: 'UserName, ARN' } }).columns).toEqual([
      'UserName',
      'ARN',
    ]);
  });

  it('allows $schema in the file and null for what is not set', () => {
    const configFile = file({ $schema: './schema.json', accounts: null, externalId: null });

    expect(resolve({ configFile })).toEqual(resolve({}));
  });
});

describe('values', () => {
  it.each([
    ['accounts', '111111111111,222222222222', 'accounts', ['111111111111', '222222222222']],
    ['accounts', ' 111111111111\n\t222222222222 ', 'accounts', ['111111111111', '222222222222']],
    ['accounts', '012345678901', 'accounts', ['012345678901']],
    ['ou', 'ou-ab12-11111111,r-ab12', 'organizationalUnits', ['ou-ab12-11111111', 'r-ab12']],
    ['excludeOu', 'ou-ab12-11111111', 'excludeOrganizationalUnits', ['ou-ab12-11111111']],
    ['excludeAccounts', '111111111111 111111111111', 'excludeAccounts', ['111111111111']],
    ['roleName', '/security/readers/Reader', 'roleName', 'security/readers/Reader'],
    ['externalId', 'a:b/c=d@e', 'externalId', 'a:b/c=d@e'],
    ['to', 's3://bucket.one', 'target', { kind: 's3', bucket: 'bucket.one', prefix: '' }],
    ['to', 's3://bucket/a/b/', 'target', { kind: 's3', bucket: 'bucket', prefix: 'a/b' }],
    ['to', 'C:\\iam', 'target', { kind: 'directory', path: 'C:\\iam' }],
    ['runStore', '/var/lib/iam', 'runStore', { kind: 'directory', path: '/var/lib/iam' }],
    ['rawCells', true, 'rawCells', true],
    ['minCoverage', '99.5', 'minCoverage', 99.5],
    ['retryFailed', '20261103T101500Z-0a1b2c', 'retryFailed', '20261103T101500Z-0a1b2c'],
    ['concurrency', '200', 'concurrency', 200],
    ['kmsKeyId', 'alias/iam-users', 'kmsKeyId', 'alias/iam-users'],
    ['bucketOwner', '000000000001', 'bucketOwner', '000000000001'],
  ] as const)('--%s %j becomes %s %j', (key, text, property, value) => {
    const settings = resolve({ flags: { [key]: text } });

    expect(settings[property]).toEqual(value);
  });

  it.each([
    ['TRUE', true],
    ['1', true],
    ['false', false],
    ['0', false],
  ])('RAW_CELLS=%s is %s', (text, value) => {
    expect(resolve({ environment: { RAW_CELLS: text } }).rawCells).toBe(value);
  });

  it('keeps the order of any list of accounts, however it is separated', () => {
    const digits = fc.stringMatching(/^\d{12}$/);
    const separator = fc.constantFrom(',', ' ', '\n', ',\n', '\t', ', ,');
    fc.assert(
      fc.property(fc.uniqueArray(digits, { minLength: 1 }), separator, (accounts, between) => {
        const settings = resolve({ flags: { accounts: accounts.join(between) } });

        expect(settings.accounts).toEqual(accounts);
      }),
    );
  });

  it('either gives settings or a CollectorError that names the flag, for any text', () => {
    const key = fc.constantFrom('accounts', 'ou', 'to', 'concurrency', 'externalId', 'roleName');
    fc.assert(
      fc.property(key, fc.string(), (name, text) => {
        const outcome = attempt({ flags: { [name]: text } });

        if (typeof outcome === 'string') expect(outcome).toMatch(/^`--[a-z-]+`: expected /);
        else expect(outcome.columns).toHaveLength(18);
      }),
    );
  });
});
