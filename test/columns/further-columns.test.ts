import { describe, expect, it } from 'vitest';
import { FACTS, publishedFacts } from '../../src/model/facts.ts';
import { UNKNOWN } from '../../src/model/knowable.ts';
import type { User } from '../../src/model/user.ts';
import { anAccessKey, anUnreadUser, aPassword, aUse, aUser } from '../model/samples.ts';
import { anAccount, cell } from './cell.ts';

describe('the account of a user', () => {
  it('shows name, place and the time of its report', () => {
    const account = anAccount({
      organizationalUnitPath: 'r-ab12/ou-ab12-11111111',
      organizationalUnitNames: ['Root', 'a/b'],
      credentialReportTime: '2026-03-01T11:00:00Z',
    });

    expect(cell('AccountName', aUser(), { account })).toBe('Acme');
    expect(cell('OrganizationalUnitPath', aUser(), { account })).toBe('r-ab12/ou-ab12-11111111');
    expect(cell('OrganizationalUnitNames', aUser(), { account })).toEqual(['Root', 'a/b']);
    expect(cell('CredentialReportTime', aUser(), { account })).toBe('2026-03-01T11:00:00Z');
  });

  it('has no place where nothing is known of the organization', () => {
    expect(cell('OrganizationalUnitPath')).toBeNull();
    expect(cell('OrganizationalUnitNames')).toBeNull();
    expect(cell('CredentialReportTime')).toBeNull();
  });
});

describe('the instant of the run', () => {
  it('is the same in every row', () => {
    expect(cell('CollectedAt')).toBe('2026-03-01T12:00:00Z');
  });
});

describe('policies', () => {
  const boundary = 'arn:aws:iam::aws:policy/PowerUserAccess';

  it('are sorted by bytes, the boundary apart', () => {
    const user = aUser({
      policies: { attached: ['arn:b', 'arn:a'], inline: ['b', 'B'], permissionsBoundary: boundary },
    });

    expect(cell('AttachedPolicies', user)).toEqual(['arn:a', 'arn:b']);
    expect(cell('InlinePolicies', user)).toEqual(['B', 'b']);
    expect(cell('PermissionsBoundary', user)).toBe(boundary);
  });

  it('may be none', () => {
    expect(cell('AttachedPolicies')).toEqual([]);
    expect(cell('InlinePolicies')).toEqual([]);
    expect(cell('PermissionsBoundary')).toBeNull();
  });
});

describe('the user', () => {
  it('shows its id', () => {
    expect(cell('UserID', aUser({ userId: 'AIDAX' }))).toBe('AIDAX');
  });

  it('shows its MFA devices by serial number, with their kind', () => {
    const enabledAt = '2026-01-02T00:00:00Z';
    const virtual = 'arn:aws:iam::111111111111:mfa/ana';
    const mfaDevices = [virtual, 'GAKT1'].map((serialNumber) => ({ serialNumber, enabledAt }));

    expect(cell('MFADevices', aUser({ mfaDevices }))).toEqual([
      object({ EnableDate: enabledAt, Kind: 'hardware', SerialNumber: 'GAKT1' }),
      object({ EnableDate: enabledAt, Kind: 'virtual', SerialNumber: virtual }),
    ]);
  });

  it('shows its service-specific credentials by id, with their expiry', () => {
    const bedrock = {
      id: 'ACCAB',
      serviceName: 'bedrock.amazonaws.com',
      status: 'Expired',
      createdAt: '2026-01-02T00:00:00Z',
      expiresAt: '2026-02-02T00:00:00Z',
    } as const;
    const git = { ...bedrock, id: 'ACCAA', serviceName: 'git', expiresAt: null };
    const user = aUser({ serviceSpecificCredentials: [bedrock, git] });

    expect(cell('ServiceSpecificCredentials', user)).toEqual([
      object({
        CreateDate: '2026-01-02T00:00:00Z',
        ExpirationDate: null,
        ServiceName: 'git',
        ServiceSpecificCredentialId: 'ACCAA',
        Status: 'Expired',
      }),
      object({
        CreateDate: '2026-01-02T00:00:00Z',
        ExpirationDate: '2026-02-02T00:00:00Z',
        ServiceName: 'bedrock.amazonaws.com',
        ServiceSpecificCredentialId: 'ACCAB',
        Status: 'Expired',
      }),
    ]);
  });

  it('shows its SSH public keys by id', () => {
    const uploadedAt = '2026-01-02T00:00:00Z';
    const user = aUser({
      sshPublicKeys: [
        { id: 'APKAB', status: 'Active', uploadedAt },
        { id: 'APKAA', status: 'Inactive', uploadedAt },
      ],
    });

    expect(cell('SSHPublicKeys', user)).toEqual([
      object({ SSHPublicKeyId: 'APKAA', Status: 'Inactive', UploadDate: uploadedAt }),
      object({ SSHPublicKeyId: 'APKAB', Status: 'Active', UploadDate: uploadedAt }),
    ]);
  });
});

describe('access keys', () => {
  it('have age and status whether active or not, and what they were last used for', () => {
    const user = aUser({
      accessKeys: [
        anAccessKey({ id: 'AKIAC', status: 'Expired', lastUse: UNKNOWN }),
        anAccessKey({
          id: 'AKIAB',
          status: 'Inactive',
          createdAt: '2026-02-27T12:00:01Z',
          lastUse: aUse('2026-02-28T00:00:00Z', { service: 's3', region: null }),
        }),
        anAccessKey({ id: 'AKIAA', lastUse: aUse('2026-02-28T00:00:00Z') }),
      ],
    });

    expect(cell('KeyAges', user)).toEqual([28, 1, 28]);
    expect(cell('KeyStatuses', user)).toEqual(['Active', 'Inactive', 'Expired']);
    expect(cell('KeyServices', user)).toEqual(['ec2', 's3', UNKNOWN]);
    expect(cell('KeyRegions', user)).toEqual(['eu-central-1', null, UNKNOWN]);
  });

  it('have neither service nor region if never used', () => {
    const user = aUser({ accessKeys: [anAccessKey()] });

    expect(cell('KeyServices', user)).toEqual([null]);
    expect(cell('KeyRegions', user)).toEqual([null]);
  });
});

describe('the dates of the console password', () => {
  it('are those of the report', () => {
    const nextRotationAt = '2026-05-01T00:00:00Z';
    const user = aUser({ password: aPassword('2026-02-01T00:00:00Z', { nextRotationAt }) });

    expect(cell('PasswordLastChanged', user)).toBe('2026-02-01T00:00:00Z');
    expect(cell('PasswordNextRotation', user)).toBe(nextRotationAt);
  });

  it('are not guessed for a password of today, whose age is known', () => {
    const user = aUser({
      password: aPassword(UNKNOWN, {
        agesFrom: '2026-03-01T11:00:00Z',
        nextRotationAt: UNKNOWN,
      }),
    });

    expect(cell('PasswordAge', user)).toBe(0);
    expect(cell('PasswordLastChanged', user)).toEqual(UNKNOWN);
    expect(cell('PasswordNextRotation', user)).toEqual(UNKNOWN);
  });

  it('are none without a password', () => {
    expect(cell('PasswordLastChanged', aUser({ password: null }))).toBeNull();
    expect(cell('PasswordNextRotation', aUser({ password: null }))).toBeNull();
  });
});

describe('LastActivityCredential', () => {
  const older = '2026-01-05T00:00:00Z';
  const newer = '2026-02-20T00:00:00Z';
  const used = anAccessKey({ id: 'AKIAB', lastUse: aUse(newer) });

  it('is the credential of the newest use', () => {
    expect(credentialOf({ lastSignInAt: older, accessKeys: [used] })).toBe('AKIAB');
    expect(
      credentialOf({ lastSignInAt: newer, accessKeys: [{ ...used, lastUse: aUse(older) }] }),
    ).toBe('password');
  });

  it('is the password, then the first key, of those used in one second', () => {
    const twin = { ...used, id: 'AKIAA' };

    expect(credentialOf({ lastSignInAt: newer, accessKeys: [used, twin] })).toBe('password');
    expect(credentialOf({ lastSignInAt: older, accessKeys: [used, twin] })).toBe('AKIAA');
  });

  it('is empty for a user who was never active', () => {
    expect(credentialOf({ accessKeys: [anAccessKey()] })).toBeNull();
  });

  it('is unknown if the last activity is, or the id of its key', () => {
    const nameless = { ...used, id: UNKNOWN };

    expect(credentialOf({ lastSignInAt: UNKNOWN, accessKeys: [used] })).toEqual(UNKNOWN);
    expect(credentialOf({ accessKeys: UNKNOWN })).toEqual(UNKNOWN);
    expect(credentialOf({ lastSignInAt: older, accessKeys: [nameless] })).toEqual(UNKNOWN);
  });
});

describe('UnknownFacts', () => {
  it('are those that the columns need, those of the account among them', () => {
    const account = anAccount({ accountAlias: UNKNOWN, credentialReportTime: UNKNOWN });
    const facts = new Set(['alias', 'credentialReportTime', 'tags', 'mfa', 'mfaDevices'] as const);
    const user = aUser({ tags: UNKNOWN, mfaDevices: UNKNOWN, sshPublicKeys: UNKNOWN });

    expect(cell('UnknownFacts', user, { account, facts })).toEqual([
      'identity',
      'mfaDevices',
      'alias',
      'credentialReportTime',
    ]);
  });

  it('are none that only other columns show', () => {
    const account = anAccount({ accountAlias: UNKNOWN, credentialReportTime: UNKNOWN });
    const nameless = anAccessKey({ id: UNKNOWN, status: UNKNOWN });
    const user = aUser({ tags: UNKNOWN, accessKeys: [nameless] });
    const facts = new Set(['groups', 'accessKeyDates', 'accessKeyLastUse'] as const);

    expect(cell('UnknownFacts', user, { account, facts })).toEqual([]);
  });

  it('are all but the summary where nothing could be read', () => {
    const account = anAccount({ accountAlias: UNKNOWN, credentialReportTime: UNKNOWN });
    const unknown = cell('UnknownFacts', anUnreadUser(), { account, facts: new Set(FACTS) });

    expect(unknown).toEqual(publishedFacts(FACTS).filter((fact) => fact !== 'summary'));
  });

  it('are none where everything is known', () => {
    expect(cell('UnknownFacts', aUser(), { facts: new Set(FACTS) })).toEqual([]);
  });
});

describe('the column of a tag', () => {
  const user = aUser({
    tags: [
      { key: 'team', value: 'dev' },
      { key: '__proto__', value: '' },
    ],
  });

  it('has its value, which may be empty', () => {
    expect(cell('Tag:team', user)).toBe('dev');
    expect(cell('Tag:__proto__', user)).toBe('');
  });

  it('is none for a user who has no such tag, letter case included', () => {
    expect(cell('Tag:Team', user)).toBeNull();
    expect(cell('Tag:constructor', user)).toBeNull();
  });

  it('is unknown if the tags are', () => {
    expect(cell('Tag:team', anUnreadUser())).toEqual(UNKNOWN);
  });
});

function credentialOf(facts: Partial<User>): unknown {
  return cell('LastActivityCredential', aUser(facts));
}

function object(fields: Readonly<Record<string, string | null>>) {
  return { object: new Map(Object.entries(fields)) };
}
