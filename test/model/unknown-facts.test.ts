import { describe, expect, it } from 'vitest';
import { UNKNOWN } from '../../src/model/knowable.ts';
import { unknownFactsOfUser } from '../../src/model/unknown-facts.ts';
import type { User } from '../../src/model/user.ts';
import { anAccessKey, anUnreadUser, aPassword, aUser } from './samples.ts';

const CASES: readonly (readonly [string, Partial<User>, readonly string[]])[] = [
  ['tags', { tags: UNKNOWN }, ['tags']],
  ['groups', { groups: UNKNOWN }, ['groups']],
  ['policies', { policies: UNKNOWN }, ['policies']],
  ['the last sign-in', { lastSignInAt: UNKNOWN }, ['signIn']],
  ['a password', { password: UNKNOWN }, ['password', 'passwordAge', 'passwordDates']],
  ['the age of a password', { password: aPassword(UNKNOWN) }, ['passwordAge', 'passwordDates']],
  [
    'the last change of a password of today',
    { password: aPassword(UNKNOWN, { agesFrom: '2026-01-01T00:00:00Z' }) },
    ['passwordDates'],
  ],
  [
    'the next rotation of a password',
    { password: aPassword('2026-01-01T00:00:00Z', { nextRotationAt: UNKNOWN }) },
    ['passwordDates'],
  ],
  ['MFA', { mfaActive: UNKNOWN }, ['mfa']],
  ['MFA devices', { mfaDevices: UNKNOWN }, ['mfaDevices']],
  [
    'access keys',
    { accessKeys: UNKNOWN },
    ['accessKeys', 'accessKeyDates', 'accessKeyStatus', 'accessKeyLastUse'],
  ],
  ['the status of a key', { accessKeys: [anAccessKey({ status: UNKNOWN })] }, ['accessKeyStatus']],
  ['the id of a key', { accessKeys: [anAccessKey({ id: UNKNOWN })] }, ['accessKeys']],
  [
    'the last use of one key of two',
    { accessKeys: [anAccessKey(), anAccessKey({ lastUse: UNKNOWN })] },
    ['accessKeyLastUse'],
  ],
  ['certificates', { signingCertificates: UNKNOWN }, ['signingCertificates']],
  ['SSH public keys', { sshPublicKeys: UNKNOWN }, ['sshPublicKeys']],
  [
    'service-specific credentials',
    { serviceSpecificCredentials: UNKNOWN },
    ['serviceSpecificCredentials'],
  ],
];

describe('unknownFactsOfUser', () => {
  it.each(CASES)('tells of unknown %s', (_, facts, expected) => {
    expect(unknownFactsOfUser(aUser(facts))).toEqual(expected);
  });

  it('has nothing to tell of a user who has nothing', () => {
    expect(unknownFactsOfUser(aUser())).toEqual([]);
  });

  it('names every fact of a user of whom nothing could be read', () => {
    expect(unknownFactsOfUser(anUnreadUser())).toHaveLength(16);
  });
});
