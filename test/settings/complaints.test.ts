import { describe, expect, it } from 'vitest';
import type { SettingSources } from '../../src/settings/setting-sources.ts';
import { attempt, caught, file } from './sources.ts';

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
      { environment: { RETRY_FAILED: '../x' } },
      'Environment variable `RETRY_FAILED`: expected a run id such as 20261103T101500Z-0a1b2c, found "../x".',
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
      { flags: { columns: 'all,Tag:' } },
      '`--columns`: Expected the key of a tag behind `Tag:`, 1 to 128 letters, digits, blanks or _.:/=+-@, found "".',
    ],
    [{ flags: { rows: 'accesskey' } }, '`--rows`: expected user or access-key, found "accesskey".'],
    [
      { environment: { FORMATS: 'csv,parquet' } },
      'Environment variable `FORMATS`: expected csv or jsonl, found "parquet".',
    ],
    [{ flags: { format: ' ' } }, '`--format`: expected a list of formats, found none.'],
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
