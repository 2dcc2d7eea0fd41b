import { describe, expect, it } from 'vitest';
import type { Column, RowContext } from '../../src/columns/column.ts';
import { COLUMNS } from '../../src/columns/columns.ts';
import { accessKeysOf } from '../../src/columns/values.ts';
import { FACTS } from '../../src/model/facts.ts';
import { isUnknown, UNKNOWN } from '../../src/model/knowable.ts';
import type { User } from '../../src/model/user.ts';
import { anAccessKey, anUnreadUser, aPassword, aUse, aUser } from '../model/samples.ts';

describe('COLUMNS', () => {
  it('are those of the contract, in its order', () => {
    expect(COLUMNS.map((column) => column.name)).toEqual([
      'AccountID',
      'AccountAlias',
      'UserName',
      'Tags',
      'CreationDateTime',
      'CreationAgeInDays',
      'Path',
      'Groups',
      'MFAEnabled',
      'LastActivity',
      'PasswordAge',
      'ConsoleLastSignIn',
      'AccessKeyID',
      'ActiveKeyAge',
      'AccessKeyLastUsed',
      'ARN',
      'ConsoleAccess',
      'SigningCerts',
    ]);
  });

  it.each(COLUMNS)('$name says in one sentence what it is and what empty means', (column) => {
    expect(column.description).toMatch(/^[A-Z][^.]*\.$/);
    expect(column.description).toMatch(/empty|`\{\}`|`\[\]`/);
    expect(column.source).not.toBe('');
  });

  it.each(COLUMNS.filter((column) => ['days', 'instant'].includes(column.type)))(
    '$name states its unit',
    (column) => {
      expect(column.description).toMatch(/whole days|in UTC/i);
    },
  );

  it('need only facts that exist', () => {
    const facts = COLUMNS.flatMap((column) => column.facts);

    expect(FACTS).toEqual(expect.arrayContaining(facts));
  });

  it('are unknown where a fact of theirs is, but for the user itself', () => {
    const known = COLUMNS.filter((column) => !isUnknown(columnValue(column, anUnreadUser())));

    expect(known.map((column) => column.name)).toEqual([
      'AccountID',
      'AccountAlias',
      'UserName',
      'CreationDateTime',
      'CreationAgeInDays',
      'Path',
      'ARN',
    ]);
  });
});

describe('the account', () => {
  it('shows its id with leading zeros, and its alias', () => {
    expect(cell('AccountID')).toBe('012345678901');
    expect(cell('AccountAlias')).toBe('acme-dev');
  });
});

describe('the user', () => {
  it('shows name, path, ARN and creation', () => {
    const user = aUser({ userName: '=ana', path: '/dev/', createdAt: '2026-01-10T08:00:00Z' });

    expect(cell('UserName', user)).toBe('=ana');
    expect(cell('Path', user)).toBe('/dev/');
    expect(cell('ARN', user)).toBe('arn:aws:iam::111111111111:user/=ana');
    expect(cell('CreationDateTime', user)).toBe('2026-01-10T08:00:00Z');
  });

  it('is as many whole days old as have passed when the run began', () => {
    expect(cell('CreationAgeInDays', aUser({ createdAt: '2026-02-27T12:00:01Z' }))).toBe(1);
    expect(cell('CreationAgeInDays', aUser({ createdAt: '2026-03-01T12:00:09Z' }))).toBe(0);
  });

  it('shows every tag, __proto__ too', () => {
    const tags = [
      { key: '__proto__', value: 'x' },
      { key: 'team', value: '' },
    ];

    expect(cell('Tags', aUser({ tags }))).toEqual({
      object: new Map([
        ['__proto__', 'x'],
        ['team', ''],
      ]),
    });
  });

  it('shows its groups sorted by bytes', () => {
    const groups = ['b', 'a', 'B'];

    expect(cell('Groups', aUser({ groups }))).toEqual(['B', 'a', 'b']);
  });

  it('shows its certificates sorted by id, with the names of IAM', () => {
    const uploadedAt = '2026-01-02T00:00:00Z';
    const user = aUser({
      signingCertificates: [
        { id: 'ZZZ', status: 'Active', uploadedAt },
        { id: 'AAA', status: 'Inactive', uploadedAt },
      ],
    });

    expect(cell('SigningCerts', user)).toEqual([
      { object: new Map(Object.entries(certificate('AAA', 'Inactive', uploadedAt))) },
      { object: new Map(Object.entries(certificate('ZZZ', 'Active', uploadedAt))) },
    ]);
  });

  it('shows MFA as it is', () => {
    expect(cell('MFAEnabled', aUser({ mfaActive: true }))).toBe(true);
    expect(cell('MFAEnabled', aUser({ mfaActive: false }))).toBe(false);
  });
});

describe('the console password', () => {
  it('has the age of its last change', () => {
    const user = aUser({ password: aPassword('2026-02-01T00:00:00Z') });

    expect(cell('PasswordAge', user)).toBe(28);
    expect(cell('ConsoleAccess', user)).toBe(true);
  });

  it('has no age where there is none', () => {
    expect(cell('PasswordAge', aUser({ password: null }))).toBeNull();
    expect(cell('ConsoleAccess', aUser({ password: null }))).toBe(false);
  });

  it('is there while its age is unknown', () => {
    const user = aUser({ password: aPassword(UNKNOWN) });

    expect(cell('PasswordAge', user)).toEqual(UNKNOWN);
    expect(cell('ConsoleAccess', user)).toBe(true);
  });

  it('may have been used by a user who has none now', () => {
    const user = aUser({ password: null, lastSignInAt: '2026-01-05T00:00:00Z' });

    expect(cell('ConsoleLastSignIn', user)).toBe('2026-01-05T00:00:00Z');
  });
});

describe('access keys', () => {
  const active = anAccessKey({ id: 'AKIAB', lastUse: aUse('2026-02-20T00:00:00Z') });
  const inactive = anAccessKey({ id: 'AKIAA', status: 'Inactive', lastUse: null });

  it('stand in the same order in every column', () => {
    const user = aUser({ accessKeys: [inactive, active] });

    expect(cell('AccessKeyID', user)).toEqual(['AKIAB', 'AKIAA']);
    expect(cell('ActiveKeyAge', user)).toEqual([28, null]);
    expect(cell('AccessKeyLastUsed', user)).toEqual(['2026-02-20T00:00:00Z', null]);
  });

  it('are unknown one by one', () => {
    const user = aUser({ accessKeys: [active, { ...inactive, id: UNKNOWN, lastUse: UNKNOWN }] });

    expect(cell('AccessKeyID', user)).toEqual(['AKIAB', UNKNOWN]);
    expect(cell('AccessKeyLastUsed', user)).toEqual(['2026-02-20T00:00:00Z', UNKNOWN]);
  });
});

describe('LastActivity', () => {
  const usedAt = '2026-02-20T00:00:00Z';
  const used = anAccessKey({ lastUse: aUse(usedAt) });
  const signIn = '2026-01-05T00:00:00Z';

  it('is the newest of sign-in and last uses', () => {
    const older = anAccessKey({ id: 'AKIAB', lastUse: aUse('2025-01-01T00:00:00Z') });

    expect(activityOf({ lastSignInAt: signIn, accessKeys: [used, older] })).toBe(usedAt);
    expect(activityOf({ lastSignInAt: signIn, accessKeys: [older] })).toBe(signIn);
    expect(activityOf({ lastSignInAt: signIn })).toBe(signIn);
  });

  it('is empty for a user who was never active', () => {
    expect(activityOf({ accessKeys: [anAccessKey()] })).toBeNull();
  });

  it('is unknown if any part of it is', () => {
    const unsure = anAccessKey({ id: 'AKIAB', lastUse: UNKNOWN });

    expect(activityOf({ lastSignInAt: UNKNOWN, accessKeys: [used] })).toEqual(UNKNOWN);
    expect(activityOf({ lastSignInAt: signIn, accessKeys: UNKNOWN })).toEqual(UNKNOWN);
    expect(activityOf({ lastSignInAt: signIn, accessKeys: [unsure, used] })).toEqual(UNKNOWN);
  });
});

function activityOf(facts: Partial<User>): unknown {
  return cell('LastActivity', aUser(facts));
}

function certificate(id: string, status: string, uploadedAt: string): Record<string, string> {
  return { CertificateId: id, Status: status, UploadDate: uploadedAt };
}

/** The value of a column for a user; for a column of access keys, the values in their order. */
function cell(name: string, user: User = aUser()): unknown {
  const column = COLUMNS.find((candidate) => candidate.name === name);
  return column === undefined ? undefined : columnValue(column, user);
}

function columnValue(column: Column, user: User): unknown {
  const context: RowContext = {
    account: {
      accountId: '012345678901',
      accountName: 'Acme',
      organizationalUnitPath: null,
      accountAlias: 'acme-dev',
    },
    user,
    collectedAt: '2026-03-01T12:00:00Z',
  };
  if (column.per === 'user') return column.value(context);
  const keys = accessKeysOf(user);
  return isUnknown(keys) ? keys : keys.map((key) => column.value(key, context));
}
