import { describe, expect, it } from 'vitest';
import { FACTS } from '../../src/model/facts.ts';
import { neededActions, needsReport, possibleActions } from '../../src/model/permissions.ts';

describe('the actions that facts need', () => {
  it('are those of the calls behind them, each once, sorted, without those of fallbacks', () => {
    const actions = neededActions({ facts: ['signIn', 'identity'], freshness: 'report' });

    expect(actions).toEqual(['iam:GetAccountAuthorizationDetails', 'iam:ListUsers']);
  });

  it('include the calls for users newer than the report', () => {
    expect(neededActions({ facts: ['mfa'], freshness: 'report' })).toEqual([
      'iam:GenerateCredentialReport',
      'iam:GetCredentialReport',
      'iam:ListMFADevices',
    ]);
  });

  it('include the credential report only for facts that it has', () => {
    const facts = ['identity', 'alias', 'summary'] as const;

    expect(neededActions({ facts, freshness: 'report' })).toEqual([
      'iam:GetAccountAuthorizationDetails',
      'iam:GetAccountSummary',
      'iam:ListAccountAliases',
      'iam:ListUsers',
    ]);
  });

  it('include it with `live` freshness only for the last change of passwords', () => {
    const facts = ['mfa', 'accessKeys', 'accessKeyLastUse', 'signingCertificates'] as const;

    const without = neededActions({ facts, freshness: 'live' });
    const withPassword = neededActions({ facts: [...facts, 'password'], freshness: 'live' });
    const withAge = neededActions({ facts: [...facts, 'passwordAge'], freshness: 'live' });

    expect(without).toEqual([
      'iam:GetAccessKeyLastUsed',
      'iam:ListAccessKeys',
      'iam:ListMFADevices',
      'iam:ListSigningCertificates',
    ]);
    expect(withPassword).not.toContain('iam:GetCredentialReport');
    expect(withAge).toContain('iam:GetCredentialReport');
  });
});

describe('the credential report', () => {
  it.each(['accessKeyDates', 'accessKeyLastUse', 'mfa'] as const)(
    'is needed for %s with `report` freshness only',
    (fact) => {
      expect(needsReport({ facts: [fact], freshness: 'report' })).toBe(true);
      expect(needsReport({ facts: [fact], freshness: 'live' })).toBe(false);
    },
  );

  it('is not needed for its own time, nor for what lists of users tell', () => {
    const facts = ['credentialReportTime', 'identity', 'tags', 'groups', 'signIn'] as const;

    expect(needsReport({ facts, freshness: 'report' })).toBe(false);
    expect(needsReport({ facts, freshness: 'live' })).toBe(false);
  });
});

describe('the actions that a run may call', () => {
  it('are those that it needs and those of fallbacks', () => {
    expect(possibleActions({ facts: ['tags', 'identity'], freshness: 'report' })).toEqual([
      'iam:GetAccountAuthorizationDetails',
      'iam:ListUserTags',
      'iam:ListUsers',
    ]);
  });

  it.each(['report', 'live'] as const)('with `%s` freshness never write anything', (freshness) => {
    const actions = possibleActions({ facts: FACTS, freshness });

    const writing = actions.filter(
      (action) => !/^iam:(Get|List|GenerateCredentialReport$)/.test(action),
    );

    expect(actions.length).toBeGreaterThan(10);
    expect(writing).toEqual([]);
  });
});
