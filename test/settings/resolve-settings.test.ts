import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CollectorError } from '../../src/errors.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';
import type { SettingSources } from '../../src/settings/setting-sources.ts';
import type { Settings } from '../../src/settings/settings.ts';

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
      rawCells: false,
      concurrency: 16,
      minCoverage: 95,
      bucketOwner: null,
      kmsKeyId: null,
      profile: null,
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

describe('complaints', () => {
  it.each([
    [
      { flags: { accounts: '12345678901' } },
      '`--accounts`: expected an account id of 12 digits, found "12345678901" (11 digits: a leading zero may have been lost).',
    ],
    [
      { environment: { CHILD_ACCOUNT_IDS: '111111111111,222222222222,111111111111' } },
      'Environment variable `CHILD_ACCOUNT_IDS`: expected each value once, found "111111111111" (more than once).',
    ],
    [{ flags: { accounts: ' , ' } }, '`--accounts`: expected a list of account ids, found none.'],
    [
      { configFile: file({ accounts: [111111111111] }) },
      'my.json, key `accounts`: expected an account id of 12 digits, found 111111111111.',
    ],
    [
      { configFile: file({ excludeOu: {} }) },
      'my.json, key `excludeOu`: expected a list of ids of organizational units, found {}.',
    ],
    [
      { flags: { ou: 'o-a1b2c3d4e5' } },
      '`--ou`: expected the id of an organizational unit (ou-ab12-11111111) or of a root (r-ab12), found "o-a1b2c3d4e5".',
    ],
    [
      { flags: { organizationId: 'ou-ab12-11111111' } },
      '`--organization-id`: expected the id of an organization, such as o-a1b2c3d4e5, found "ou-ab12-11111111".',
    ],
    [
      { flags: { roleName: 'arn:aws:iam::111111111111:role/Reader' } },
      '`--role-name`: expected the name of a role: 1 to 64 letters, digits or +=,.@_-, after its path if it has one, found "arn:aws:iam::111111111111:role/Reader" (the name only, not the ARN).',
    ],
    [
      { environment: { EXTERNAL_ID: 'x' } },
      'Environment variable `EXTERNAL_ID`: expected an external id: 2 to 1,224 letters, digits or +=,.@:/_-, found "x".',
    ],
    [
      { flags: { to: 'https://example.com/x' } },
      '`--to`: expected a directory or s3://bucket/prefix (a bucket has 3 to 63 lower-case letters, digits, dots or hyphens), found "https://example.com/x".',
    ],
    [
      { flags: { to: '~/iam' } },
      '`--to`: expected a directory or s3://bucket/prefix (a bucket has 3 to 63 lower-case letters, digits, dots or hyphens), found "~/iam".',
    ],
    [
      { environment: { S3_BUCKET_NAME: 'Upper_Case' } },
      'Environment variable `S3_BUCKET_NAME`: expected a directory or s3://bucket/prefix (a bucket has 3 to 63 lower-case letters, digits, dots or hyphens), found "s3://Upper_Case/".',
    ],
    [
      { environment: { S3_PREFIX: 'x' } },
      'Environment variable `S3_PREFIX`: expected the bucket in `S3_BUCKET_NAME`, found none.',
    ],
    [
      { flags: { concurrency: '201' } },
      '`--concurrency`: expected a whole number from 1 to 200, found "201".',
    ],
    [
      { configFile: file({ concurrency: 1.5 }) },
      'my.json, key `concurrency`: expected a whole number from 1 to 200, found 1.5.',
    ],
    [
      { flags: { minCoverage: 'all' } },
      '`--min-coverage`: expected a number from 0 to 100, found "all".',
    ],
    [
      { environment: { RAW_CELLS: 'yes' } },
      'Environment variable `RAW_CELLS`: expected true, false, 1 or 0, found "yes".',
    ],
    [
      { flags: { columns: 'UserName,acountid' } },
      '`--columns`: There is no column `acountid`. Did you mean `AccountID`?',
    ],
    [
      { environment: { COLUMNS: 'ARN ARN' } },
      'Environment variable `COLUMNS`: The column `ARN` is given twice.',
    ],
    [
      { flags: { region: 'Frankfurt' } },
      '`--region`: expected the name of an AWS region, such as us-east-1, found "Frankfurt".',
    ],
  ] satisfies [Partial<SettingSources>, string][])('%j: %s', (sources, message) => {
    expect(attempt(sources)).toBe(message);
  });

  it('come all at once, the first five in full', () => {
    const accounts = Array.from({ length: 8 }, (_, index) => `1234567890${index}`).join();

    const { message } = caught({ flags: { accounts, concurrency: '0' } });

    expect(message.split('\n')).toHaveLength(6);
    expect(message).toMatch(/\nAnd 4 more\.$/);
  });

  it('cut a long value', () => {
    const message = attempt({ flags: { organizationId: 'o'.repeat(500) } });

    expect(message).toMatch(/found "o{79}…\.$/);
  });

  it.each(['ou', 'excludeOu'] as const)('refuse accounts together with %s', (key) => {
    const error = caught({
      flags: { [key]: 'ou-ab12-11111111' },
      environment: { CHILD_ACCOUNT_IDS: '111111111111' },
    });

    expect(error.code).toBe('SETTING_INVALID');
    expect(error.message).toMatch(
      /^Environment variable `CHILD_ACCOUNT_IDS` and `--.*ou` are both/,
    );
  });

  it.each([
    [{ roleNaem: 'x' }, 'my.json: unknown key "roleNaem"; did you mean roleName?'],
    [{ 'role-name': 'x' }, 'my.json: unknown key "role-name"; did you mean roleName?'],
    [
      JSON.parse('{"__proto__": 1}'),
      /^my.json: unknown key "__proto__"; the keys are accounts, ou,/,
    ],
    [[], 'my.json: expected a JSON object of settings.'],
    ['x', 'my.json: expected a JSON object of settings.'],
  ])('refuse the file %j', (content, message) => {
    const error = caught({ configFile: file(content) });

    expect(error.code).toBe('CONFIG_FILE_INVALID');
    expect(error.message).toEqual(expect.stringMatching(message));
  });
});

function file(content: unknown) {
  return { name: 'my.json', content };
}

function resolve(sources: Partial<SettingSources>): Settings {
  return resolveSettings({ flags: {}, environment: {}, configFile: null, ...sources });
}

/** The settings, or the message of the error. */
function attempt(sources: Partial<SettingSources>): Settings | string {
  try {
    return resolve(sources);
  } catch (error) {
    if (error instanceof CollectorError && error.code === 'SETTING_INVALID') return error.message;
    throw error;
  }
}

function caught(sources: Partial<SettingSources>): CollectorError {
  try {
    resolve(sources);
  } catch (error) {
    if (error instanceof CollectorError) return error;
    throw error;
  }
  return expect.fail('no error');
}
