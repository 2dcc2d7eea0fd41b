import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../src/columns/columns.ts';
import { columnsNamed, factsFor } from '../../src/columns/select.ts';
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
    ['no name', [], 'Expected at least one column, found none.'],
  ])('refuses %s', (_, names, message) => {
    const act = () => columnsNamed(names);

    expect(act).toThrow(
      new CollectorError('SETTING_INVALID', message, {
        remedy: 'Choose from the names that `iam-users columns` lists, each once.',
      }),
    );
  });
});

describe('factsFor', () => {
  it('is empty for the account id, which the plan knows', () => {
    expect(factsFor(columnsNamed(['AccountID']))).toEqual(new Set());
  });

  it('has every fact of every column once', () => {
    const columns = columnsNamed(['ARN', 'Path', 'LastActivity', 'AccessKeyID']);

    expect([...factsFor(columns)]).toEqual([
      'identity',
      'signIn',
      'accessKeys',
      'accessKeyLastUse',
    ]);
  });

  it('has all facts but the summary, which is no column, for all columns', () => {
    expect([...factsFor(COLUMNS)].toSorted()).toEqual([
      'accessKeyLastUse',
      'accessKeys',
      'alias',
      'identity',
      'mfa',
      'password',
      'signIn',
      'signingCertificates',
    ]);
  });
});
