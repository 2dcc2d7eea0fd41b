import { describe, expect, test } from 'vitest';
import type { PolicyDocument, Statement } from '../../../src/simulation/policy/document.ts';
import { evaluate } from '../../../src/simulation/policy/evaluate.ts';

const READ = { action: 'iam:ListUsers', resource: 'arn:aws:iam::111111111111:user/', context: {} };

function policy(...statements: readonly Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

describe('a set of policies', () => {
  test('denies what no statement allows', () => {
    expect(evaluate([], READ)).toBe('denied implicitly');
  });

  test('allows by a wildcard in action and resource', () => {
    const allow = policy({
      Effect: 'Allow',
      Action: 'iam:List*',
      Resource: 'arn:aws:iam::*:user/*',
    });

    expect(evaluate([allow], READ)).toBe('allowed');
  });

  test('compares actions without regard to case', () => {
    const allow = policy({ Effect: 'Allow', Action: 'IAM:listusers', Resource: '*' });

    expect(evaluate([allow], READ)).toBe('allowed');
  });

  test('does not allow an action whose resource does not fit', () => {
    const allow = policy({ Effect: 'Allow', Action: '*', Resource: 'arn:aws:iam::2*' });

    expect(evaluate([allow], READ)).toBe('denied implicitly');
  });

  test('denies explicitly whatever else allows', () => {
    const allow = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
    const deny = policy({ Effect: 'Deny', Action: ['iam:ListUsers'], Resource: ['*'] });

    expect(evaluate([allow, deny], READ)).toBe('denied explicitly');
  });

  test('applies NotAction to every other action', () => {
    const allow = policy({ Effect: 'Allow', NotAction: 'iam:Get*', Resource: '*' });

    expect(evaluate([allow], READ)).toBe('allowed');
    expect(evaluate([allow], { ...READ, action: 'iam:GetUser' })).toBe('denied implicitly');
  });

  test('applies NotResource to every other resource', () => {
    const allow = policy({ Effect: 'Allow', Action: '*', NotResource: READ.resource });

    expect(evaluate([allow], READ)).toBe('denied implicitly');
    expect(evaluate([allow], { ...READ, resource: '*' })).toBe('allowed');
  });

  test('takes a statement that is not in an array', () => {
    const allow: PolicyDocument = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

    expect(evaluate([allow], READ)).toBe('allowed');
  });
});

describe('a condition', () => {
  const context = { 'aws:principalorgid': 'o-1', 'aws:principalarn': 'arn:aws:iam::1:role/ops' };

  test.each([
    ['StringEquals', 'aws:PrincipalOrgID', 'o-1', true],
    ['StringEquals', 'aws:PrincipalOrgID', 'o-2', false],
    ['StringEquals', 'aws:PrincipalOrgID', ['o-2', 'o-1'], true],
    ['StringNotEquals', 'aws:PrincipalOrgID', 'o-1', false],
    ['StringNotEquals', 'sts:ExternalId', 'x', true],
    ['StringEquals', 'sts:ExternalId', 'x', false],
    ['StringEqualsIfExists', 'sts:ExternalId', 'x', true],
    ['StringLike', 'aws:PrincipalOrgID', 'o-*', true],
    ['StringEqualsIgnoreCase', 'aws:PrincipalOrgID', 'O-1', true],
    ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/ops', true],
    ['ArnEquals', 'aws:PrincipalArn', 'arn:aws:iam::*:role/dev', false],
    ['ForAnyValue:StringEquals', 'aws:PrincipalOrgID', 'o-1', true],
    ['ForAnyValue:StringEquals', 'kms:ResourceAliases', 'alias/a', false],
    ['ForAllValues:StringEquals', 'kms:ResourceAliases', 'alias/a', true],
    ['ForAllValues:StringEquals', 'aws:PrincipalOrgID', 'o-2', false],
    ['NumericLessThan', 'aws:PrincipalOrgID', 'o-1', false],
  ])('%s on %s with %j says %j', (operator, key, value, holds) => {
    const allow = policy({
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      Condition: { [operator]: { [key]: value } },
    });

    expect(evaluate([allow], { ...READ, context })).toBe(holds ? 'allowed' : 'denied implicitly');
  });
});
