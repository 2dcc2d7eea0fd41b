import { describe, expect, it } from 'vitest';
import { denialEffect } from '../../src/model/denial-effect.ts';
import type { FactName } from '../../src/model/facts.ts';

const DETAILS = 'iam:GetAccountAuthorizationDetails';
const USERS = 'iam:ListUsers';

function effectOf(action: string, refused: readonly string[], facts: readonly FactName[]) {
  return denialEffect(action, new Set([action, ...refused]), { facts, freshness: 'report' });
}

describe('a list of users that is refused', () => {
  it('costs nothing where the other list tells who the users are', () => {
    expect(effectOf(USERS, [], ['identity'])).toEqual({ isFatal: false, lostFacts: [] });
  });

  it('costs the account where the other is refused too', () => {
    expect(effectOf(USERS, [DETAILS], ['identity']).isFatal).toBe(true);
    expect(effectOf(DETAILS, [USERS], ['identity']).isFatal).toBe(true);
  });

  it('costs what it alone tells', () => {
    expect(effectOf(USERS, [], ['identity', 'signIn']).lostFacts).toEqual(['signIn']);
    expect(effectOf(DETAILS, [], ['identity', 'policies']).lostFacts).toEqual(['policies']);
  });

  it('costs no tags as long as they can be asked for user by user', () => {
    const facts = ['identity', 'tags'] as const;

    expect(effectOf(DETAILS, [], facts).lostFacts).toEqual([]);
    expect(effectOf(DETAILS, ['iam:ListUserTags'], facts).lostFacts).toEqual(['identity']);
  });
});

describe('a credential report that is refused', () => {
  it.each(['iam:GenerateCredentialReport', 'iam:GetCredentialReport'])(
    'costs what only the report tells: %s',
    (action) => {
      const facts = ['passwordAge', 'mfa', 'accessKeys', 'credentialReportTime'] as const;

      expect(effectOf(action, [], facts).lostFacts).toEqual(['password', 'credentialReportTime']);
      expect(effectOf(action, [], ['password', 'mfa', 'accessKeys']).lostFacts).toEqual([]);
    },
  );
});

describe('a login profile that is refused', () => {
  it('costs the dates of the password too, if they are wanted', () => {
    const action = 'iam:GetLoginProfile';

    expect(effectOf(action, [], ['password']).lostFacts).toEqual(['password']);
    expect(effectOf(action, [], ['password', 'passwordDates']).lostFacts).toEqual([
      'password',
      'passwordDates',
    ]);
  });
});
