import { describe, expect, it } from 'vitest';
import { ALL_COLUMNS, COLUMNS } from '../../src/columns/columns.ts';
import {
  columnsNamed,
  expandColumnNames,
  factsFor,
  organizationNeedOf,
} from '../../src/columns/select.ts';
import { CollectorError } from '../../src/errors.ts';

describe('columnsNamed', () => {
  it('gives the columns in the order of the names', () => {
    const columns = columnsNamed(['Tags', 'AccountID']);

    expect(columns).toEqual([COLUMNS[3], COLUMNS[0]]);
  });

  it.each([
    [
      'an unknown name',
      ['UserName', 'MfaEnable'],
      'There is no column `MfaEnable`. Did you mean `MFAEnabled`?',
    ],
    ['a name like no other', ['Shoes'], 'There is no column `Shoes`.'],
    ['a name given twice', ['Tags', 'Path', 'Tags'], 'The column `Tags` is given twice.'],
    ['a tag given twice', ['Tag:team', 'Tag:team'], 'The column `Tag:team` is given twice.'],
    [
      'a tag without a key',
      ['Tag:'],
      'Expected the key of a tag behind `Tag:`, 1 to 128 letters, digits, blanks or _.:/=+-@, found "".',
    ],
    [
      'a tag that IAM does not allow',
      ['Tag:a"b'],
      'Expected the key of a tag behind `Tag:`, 1 to 128 letters, digits, blanks or _.:/=+-@, found "a\\"b".',
    ],
    ['no name', [], 'Expected at least one column, found none.'],
  ])('refuses %s', (_, names, message) => {
    const act = () => columnsNamed(names);

    expect(act).toThrow(
      new CollectorError('SETTING_INVALID', message, {
        remedy:
          'Choose from the names that `iam-users columns` lists, `all`, and `Tag:` with the key of a tag, each once.',
      }),
    );
  });
});

describe('expandColumnNames', () => {
  it('puts all that are not named in the place of `all`', () => {
    const names = expandColumnNames(['Tag:team', 'UserName', 'all', 'OrganizationalUnitNames']);

    expect(names.slice(0, 5)).toEqual([
      'Tag:team',
      'UserName',
      'AccountID',
      'AccountAlias',
      'Tags',
    ]);
    expect(names.at(-1)).toBe('OrganizationalUnitNames');
    expect(names).toHaveLength(ALL_COLUMNS.length + 2);
    expect(columnsNamed(names).map(({ name }) => name)).toEqual(names);
  });

  it('leaves names alone that do not contain it', () => {
    expect(expandColumnNames(['Tags', 'Tag:all'])).toEqual(['Tags', 'Tag:all']);
  });

  it('lets `all` twice be noticed', () => {
    const act = () => columnsNamed(expandColumnNames(['all', 'all']));

    expect(act).toThrow('The column `AccountID` is given twice.');
  });
});

describe('organizationNeedOf', () => {
  it.each([
    [['AccountName', 'ARN'], 'nothing'],
    [['OrganizationalUnitPath', 'ARN'], 'path'],
    [['OrganizationalUnitPath', 'OrganizationalUnitNames'], 'names'],
  ])('is for %j: %s', (names, need) => {
    expect(organizationNeedOf(columnsNamed(names))).toBe(need);
  });
});

describe('factsFor', () => {
  it('is empty for the account id, which the plan knows', () => {
    expect(factsFor(columnsNamed(['AccountID']))).toEqual(new Set());
  });

  it('has every fact of every column once', () => {
    const columns = columnsNamed(['ARN', 'Tags', 'LastActivity', 'AccessKeyID']);

    expect([...factsFor(columns)]).toEqual(['tags', 'signIn', 'accessKeyLastUse', 'accessKeys']);
  });

  it('has all facts for all columns but those of every run, who the users are and the summary', () => {
    expect([...factsFor(COLUMNS)].toSorted()).toEqual([
      'accessKeyDates',
      'accessKeyLastUse',
      'accessKeyStatus',
      'accessKeys',
      'alias',
      'credentialReportTime',
      'groups',
      'mfa',
      'mfaDevices',
      'password',
      'passwordAge',
      'passwordDates',
      'policies',
      'serviceSpecificCredentials',
      'signIn',
      'signingCertificates',
      'sshPublicKeys',
      'tags',
    ]);
  });
});
