import { describe, expect, it } from 'vitest';
import { actionsFor } from '../../src/model/permissions.ts';

describe('the actions that facts need', () => {
  it('are those of the calls behind them, each once, sorted', () => {
    expect(actionsFor(['signIn', 'identity'])).toEqual([
      'iam:GetAccountAuthorizationDetails',
      'iam:ListGroupsForUser',
      'iam:ListUserTags',
      'iam:ListUsers',
    ]);
  });

  it('include the credential report only for facts that it has', () => {
    expect(actionsFor(['identity', 'alias', 'summary'])).not.toContain('iam:GetCredentialReport');
    expect(actionsFor(['mfa'])).toEqual([
      'iam:GenerateCredentialReport',
      'iam:GetCredentialReport',
      'iam:ListMFADevices',
    ]);
  });

  it('never write anything', () => {
    const facts = ['identity', 'signIn', 'password', 'mfa', 'accessKeys'] as const;

    const verbs = actionsFor(facts).map((action) => /^iam:(Get|List|Generate)[A-Z]/.test(action));

    expect(verbs).not.toContain(false);
  });
});
