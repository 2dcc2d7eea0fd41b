import { describe, expect, it } from 'vitest';
import { ALL_COLUMNS, COLUMNS } from '../../src/columns/columns.ts';
import { STANDARD_COLUMNS } from '../../src/columns/standard-columns.ts';
import { FACTS } from '../../src/model/facts.ts';
import { isUnknown, UNKNOWN } from '../../src/model/knowable.ts';
import type { User } from '../../src/model/user.ts';
import { anAccessKey, anUnreadUser, aPassword, aUse, aUser } from '../model/samples.ts';
import { cell, columnValue } from './cell.ts';

describe('COLUMNS', () => {
  it('are those of the contract, in its order', () => {
    expect(ALL_COLUMNS.map((column) => column.name)).toEqual([
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
      'AccountName',
      'OrganizationalUnitPath',
      'UserID',
      'PermissionsBoundary',
      'AttachedPolicies',
      'InlinePolicies',
      'MFADevices',
      'KeyAges',
      'KeyStatuses',
      'KeyServices',
      'KeyRegions',
      'PasswordLastChanged',
      'PasswordNextRotation',
      'ServiceSpecificCredentials',
      'SSHPublicKeys',
      'LastActivityCredential',
      'CredentialReportTime',
      'CollectedAt',
      'UnknownFacts',
    ]);
  });

  it('begin with the 18 that the file has unless others are chosen', () => {
    expect(STANDARD_COLUMNS).toHaveLength(18);
    expect(COLUMNS.slice(0, 18)).toEqual(STANDARD_COLUMNS);
  });

  it('end with those that are there on request only', () => {
    expect(COLUMNS.slice(ALL_COLUMNS.length).map((column) => column.name)).toEqual([
      'OrganizationalUnitNames',
    ]);
  });

  it('have names that differ and none that passes for a tag or for all of them', () => {
    const names = COLUMNS.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[A-Z][A-Za-z]+$/.test(name))).toEqual([]);
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
      'AccountName',
      'OrganizationalUnitPath',
      'UserID',
      'CredentialReportTime',
      'CollectedAt',
      'UnknownFacts',
      'OrganizationalUnitNames',
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
