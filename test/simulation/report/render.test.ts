import { describe, expect, test } from 'vitest';
import type { ReportStyle, User } from '../../../src/simulation/index.ts';
import { renderReport } from '../../../src/simulation/index.ts';
import { generateAccount } from '../../../src/simulation/world/account-generator.ts';
import { handMadeKey, handMadeUser } from '../../../src/simulation/world/demo/user.ts';
import { DEFAULT_SHARES } from '../../../src/simulation/world/generate.ts';

const ID = '012345678901';
const NOW = '2026-11-22T10:20:30Z';
const PLACE = { accountId: ID, now: NOW };
const LIVE: ReportStyle = {
  trueText: 'true',
  dates: 'Z',
  additionalColumn: false,
  quoting: 'rfc4180',
  slotOrder: 'newest first',
  rootPassword: 'told',
};

/** The lines of a report about some users. */
function lines(users: readonly User[], style: Partial<ReportStyle> = {}): readonly string[] {
  const account = generateAccount({
    seed: 'a',
    id: ID,
    name: 'a',
    now: NOW,
    organizationalUnitPath: 'r-ab12',
    users: 0,
    shares: DEFAULT_SHARES,
    roles: [],
    reportStyle: { ...LIVE, ...style },
  });
  return renderReport(account, users, NOW).split('\n');
}

const twoKeys = handMadeUser(PLACE, {
  name: 'two.keys',
  createdAt: '2024-01-01T00:00:00Z',
  accessKeys: [
    handMadeKey('a', {
      status: 'Inactive',
      createdAt: '2024-02-01T00:00:00Z',
      lastUse: { at: '2024-03-01T00:00:00Z', service: 's3', region: 'N/A' },
    }),
    handMadeKey('b', { status: 'Active', createdAt: '2025-02-01T00:00:00Z', lastUse: null }),
  ],
});

describe('a credential report', () => {
  test('has 22 columns, a root row first, and no newline at the end', () => {
    const report = lines([]);

    expect(report).toHaveLength(2);
    expect(report[0]?.split(',')).toHaveLength(22);
    expect(report[1]?.startsWith('<root_account>,arn:aws:iam::012345678901:root,')).toBe(true);
  });

  test('has 23 columns in another style', () => {
    expect(lines([], { additionalColumn: true })[0]?.split(',').at(-1)).toBe(
      'additional_credentials_info',
    );
  });

  test('keeps the dates of a key that is not active', () => {
    expect(lines([twoKeys])[2]).toBe(
      'two.keys,arn:aws:iam::012345678901:user/two.keys,2024-01-01T00:00:00Z,false,N/A,N/A,N/A,false,' +
        'true,2025-02-01T00:00:00Z,N/A,N/A,N/A,' +
        'false,2024-02-01T00:00:00Z,2024-03-01T00:00:00Z,N/A,s3,' +
        'false,N/A,false,N/A',
    );
  });

  test('writes booleans and dates as older reports do', () => {
    expect(lines([twoKeys], { trueText: 'TRUE', dates: '+00:00' })[2]).toContain(
      ',TRUE,2025-02-01T00:00:00+00:00,N/A,N/A,N/A,FALSE,2024-02-01T00:00:00+00:00,',
    );
  });

  test('tells a password that was never used from none', () => {
    const password = {
      createdAt: '2025-01-01T00:00:00Z',
      lastChangedAt: '2025-05-01T00:00:00Z',
      lastUsedAt: null,
      nextRotationAt: null,
      resetRequired: false,
    };
    const user = handMadeUser(PLACE, { name: 'x', createdAt: '2025-01-01T00:00:00Z', password });

    expect(lines([user])[2]).toContain(
      ',2025-01-01T00:00:00Z,true,no_information,2025-05-01T00:00:00Z,N/A,false,',
    );
  });

  test('quotes names with commas, or does not', () => {
    const user = handMadeUser(PLACE, { name: 'last,first', path: '/"a"/' });

    expect(lines([user])[2]).toContain(
      '"last,first","arn:aws:iam::012345678901:user/""a""/last,first",',
    );
    expect(lines([user], { quoting: 'none' })[2]).toContain(
      'last,first,arn:aws:iam::012345678901:user/"a"/last,first,',
    );
  });

  test('orders users without regard to case', () => {
    const users = ['Zebra', 'apple', 'Bee'].map((name) => handMadeUser(PLACE, { name }));

    expect(
      lines(users)
        .slice(2)
        .map((line) => line.split(',')[0]),
    ).toEqual(['apple', 'Bee', 'Zebra']);
  });

  test('shows a key as active that was deactivated later, and not a key made later', () => {
    const user = handMadeUser(PLACE, {
      name: 'x',
      createdAt: '2024-01-01T00:00:00Z',
      accessKeys: [
        {
          ...handMadeKey('c', {
            status: 'Inactive',
            createdAt: '2024-02-01T00:00:00Z',
            lastUse: null,
          }),
          deactivatedAt: '2026-11-22T11:00:00Z',
        },
        handMadeKey('d', { status: 'Active', createdAt: '2026-11-22T11:00:00Z', lastUse: null }),
      ],
    });

    expect(lines([user])[2]).toContain(
      ',true,2024-02-01T00:00:00Z,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,',
    );
  });

  test('says so when a user has more keys than fit', () => {
    const keys = ['e', 'f', 'g'].map((word) =>
      handMadeKey(word, { status: 'Active', createdAt: '2024-02-01T00:00:00Z', lastUse: null }),
    );
    const user = handMadeUser(PLACE, { name: 'x', accessKeys: keys });

    expect(lines([user], { additionalColumn: true })[2]?.endsWith(',access_keys=3')).toBe(true);
  });
});
