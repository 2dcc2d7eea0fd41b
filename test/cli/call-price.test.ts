import { describe, expect, it } from 'vitest';
import { callPriceOf } from '../../src/cli/call-price.ts';
import { ALL_COLUMNS } from '../../src/columns/columns.ts';
import { DEFAULT_COLUMNS } from '../../src/settings/column-names.ts';

const MORE_USERS = '2 for every further 1,000 users';

describe('callPriceOf', () => {
  it('is low for the standard columns', () => {
    expect(callPriceOf({ columns: DEFAULT_COLUMNS, freshness: 'report' })).toEqual({
      perAccount: 8,
      further: [
        MORE_USERS,
        '1 for each user with access keys',
        '1 for each user with signing certificates',
      ],
      isLessLater: true,
    });
  });

  it('tells what further columns cost', () => {
    const columns = ALL_COLUMNS.map(({ name }) => name);

    expect(callPriceOf({ columns, freshness: 'report' })).toEqual({
      perAccount: 9,
      further: [
        MORE_USERS,
        '1 for each user (SSHPublicKeys)',
        '1 for each user with access keys',
        '1 for each user with signing certificates',
        '1 for each user with MFA',
      ],
      isLessLater: true,
    });
  });

  it('is for every user with live freshness', () => {
    expect(callPriceOf({ columns: DEFAULT_COLUMNS, freshness: 'live' })).toEqual({
      perAccount: 8,
      further: [MORE_USERS, '4 for each user', '1 for each access key'],
      isLessLater: false,
    });
  });

  it.each(['report', 'live'] as const)(
    'is lowest for what lists of users tell (%s)',
    (freshness) => {
      expect(callPriceOf({ columns: ['UserName', 'ARN'], freshness })).toEqual({
        perAccount: 4,
        further: [MORE_USERS],
        isLessLater: false,
      });
    },
  );

  it.each([
    ['LastActivity', 'AccessKeyID'],
    ['ActiveKeyAge', 'KeyStatuses'],
  ])('has no list of keys in it for %s, but for %s', (spared, listed) => {
    const priceOf = (column: string) => callPriceOf({ columns: [column], freshness: 'report' });

    expect(priceOf(spared)).toMatchObject({
      perAccount: 7,
      further: [MORE_USERS],
      isLessLater: false,
    });
    expect(priceOf(listed)).toMatchObject({
      further: [MORE_USERS, '1 for each user with access keys'],
      isLessLater: true,
    });
  });

  it('counts the list of keys once with live freshness, whatever is to be known of them', () => {
    const columns = ['AccessKeyID', 'KeyAges', 'KeyStatuses', 'LastActivity'];

    expect(callPriceOf({ columns, freshness: 'live' })).toEqual({
      perAccount: 4,
      further: [MORE_USERS, '1 for each user', '1 for each access key'],
      isLessLater: false,
    });
  });

  it('has no report in it where single calls tell everything', () => {
    const columns = ['MFAEnabled', 'MFADevices'];

    expect(callPriceOf({ columns, freshness: 'live' }).perAccount).toBe(4);
    expect(callPriceOf({ columns, freshness: 'report' }).perAccount).toBe(7);
  });
});
