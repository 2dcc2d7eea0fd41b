import { describe, expect, test } from 'vitest';
import type { PolicyDocument, Statement } from '../../../src/simulation/policy/document.ts';
import { isTrusted } from '../../../src/simulation/policy/trust.ts';

const REQUEST = {
  roleArn: 'arn:aws:iam::222222222222:role/collector',
  callerAccountId: '111111111111',
  callerArn: 'arn:aws:sts::111111111111:assumed-role/ops/me',
  principalArn: 'arn:aws:iam::111111111111:role/ops',
  organizationId: 'o-1',
  externalId: null,
  sessionName: 'run',
};

function trust(
  principal: NonNullable<Statement['Principal']>,
  condition: NonNullable<Statement['Condition']> = {},
): PolicyDocument {
  return {
    Statement: {
      Effect: 'Allow',
      Principal: principal,
      Action: 'sts:AssumeRole',
      Condition: condition,
    },
  };
}

describe('a trust policy', () => {
  test.each([
    ['everyone', '*' as const, true],
    ['the account by its number', { AWS: '111111111111' }, true],
    ['the account by its root', { AWS: ['arn:aws:iam::111111111111:root'] }, true],
    ['the role', { AWS: 'arn:aws:iam::111111111111:role/ops' }, true],
    ['the session', { AWS: 'arn:aws:sts::111111111111:assumed-role/ops/me' }, true],
    ['another account', { AWS: 'arn:aws:iam::333333333333:root' }, false],
    ['another role', { AWS: 'arn:aws:iam::111111111111:role/dev' }, false],
    ['a service', { Service: 'lambda.amazonaws.com' }, false],
  ])('that names %s', (_, principal, trusted) => {
    expect(isTrusted(trust(principal), REQUEST)).toBe(trusted);
  });

  test('wants the external id that it names', () => {
    const policy = trust('*', { StringEquals: { 'sts:ExternalId': 'agreed' } });

    expect(isTrusted(policy, REQUEST)).toBe(false);
    expect(isTrusted(policy, { ...REQUEST, externalId: 'wrong' })).toBe(false);
    expect(isTrusted(policy, { ...REQUEST, externalId: 'agreed' })).toBe(true);
  });

  test('knows the organization and the role of the caller', () => {
    const policy = trust('*', {
      StringEquals: { 'aws:PrincipalOrgID': 'o-1' },
      ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ops' },
    });

    expect(isTrusted(policy, REQUEST)).toBe(true);
    expect(isTrusted(policy, { ...REQUEST, organizationId: 'o-2' })).toBe(false);
  });
});
