import { describe, expect, it } from 'vitest';
import { FACTS } from '../../src/model/facts.ts';
import { neededActions, possibleActions } from '../../src/model/permissions.ts';

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

    expect(without).toEqual([
      'iam:GetAccessKeyLastUsed',
      'iam:ListAccessKeys',
      'iam:ListMFADevices',
      'iam:ListSigningCertificates',
    ]);
    expect(withPassword).toContain('iam:GetCredentialReport');
  });
});

describe('the actions that a run may call', () => {
  it('are those that it needs and those of fallbacks', () => {
    expect(possibleActions({ facts: ['identity'], freshness: 'report' })).toEqual([
      'iam:GetAccountAuthorizationDetails',
      'iam:ListGroupsForUser',
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
