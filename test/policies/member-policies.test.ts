import { describe, expect, it } from 'vitest';
import { needOf } from '../../src/columns/need.ts';
import { FACTS } from '../../src/model/facts.ts';
import { memberPolicy } from '../../src/policies/member-policy.ts';
import { memberTrustPolicy } from '../../src/policies/member-trust-policy.ts';
import { sessionPolicy } from '../../src/policies/session-policy.ts';

describe('the policy of the role', () => {
  it('allows what the columns need, and no credential report where they need none', () => {
    const policy = memberPolicy(needOf(['UserName', 'ARN'], 'report'));

    expect(policy).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'ReadUsers',
          Effect: 'Allow',
          Action: ['iam:GetAccountAuthorizationDetails', 'iam:GetAccountSummary', 'iam:ListUsers'],
          Resource: '*',
        },
      ],
    });
  });
});

describe('the policy of a session', () => {
  it.each(['report', 'live'] as const)(
    'fits into the 2,048 characters of AWS STS with every fact in `%s` freshness',
    (freshness) => {
      const text = JSON.stringify(sessionPolicy({ facts: FACTS, freshness }));

      expect(text.length).toBeLessThan(2_048);
    },
  );

  it('allows fallbacks too', () => {
    const policy = sessionPolicy(needOf(['Tags'], 'report'));

    expect(policy.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: expect.arrayContaining(['iam:GetAccountAuthorizationDetails', 'iam:ListUserTags']),
        Resource: '*',
      },
    ]);
  });
});

describe('the trust policy of the role', () => {
  const collectorRoleArn = 'arn:aws-cn:iam::111111111111:role/service-role/collector';

  it('trusts one role of one account', () => {
    const policy = memberTrustPolicy({ collectorRoleArn, organizationId: null, externalId: null });

    expect(policy).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'TrustTheCollector',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws-cn:iam::111111111111:root' },
          Action: 'sts:AssumeRole',
          Condition: { ArnEquals: { 'aws:PrincipalArn': collectorRoleArn } },
        },
      ],
    });
  });

  it('asks for the organization and the external id that are known', () => {
    const trusted = { collectorRoleArn, organizationId: 'o-a1b2c3d4e5', externalId: 'agreed' };

    const [statement] = memberTrustPolicy(trusted).Statement;

    expect(statement?.Condition).toEqual({
      ArnEquals: { 'aws:PrincipalArn': collectorRoleArn },
      StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'sts:ExternalId': 'agreed' },
    });
  });
});
