import { describe, expect, it } from 'vitest';
import { printedPolicy } from '../../../test/helpers/printed-policy.ts';
import { deployedMemberRole } from '../helpers/deployed-member-role.ts';
import { rendered } from '../helpers/rendered.ts';

const { 'member-role': template } = rendered();

const GIVEN = {
  'AWS::Partition': 'aws-us-gov',
  OrganizationId: 'o-a1b2c3d4e5',
  CollectorAccountId: '111122223333',
  CollectorRoleName: 'reader',
};

const TRUST = [
  'member',
  '--trust',
  '--collector-role-arn',
  'arn:aws-us-gov:iam::111122223333:role/reader',
];

describe('the template of the member role', () => {
  it('allows what `policy member` prints', async () => {
    expect(deployed().Policies[0].PolicyDocument).toEqual(await printedPolicy(['member']));
  });

  it('allows for all columns what `policy member` prints for them, live', async () => {
    const printed = await printedPolicy(['member'], { columns: 'all', freshness: 'live' });
    const reported = await printedPolicy(['member'], { columns: 'all' });

    const { PolicyDocument } = deployed({ Columns: 'all' }).Policies[0];

    expect(PolicyDocument).toEqual(printed);
    expect(PolicyDocument).toEqual(reported);
  });

  it('trusts whom `policy member --trust` names', async () => {
    const printed = await printedPolicy(TRUST, { organizationId: 'o-a1b2c3d4e5' });

    expect(deployed().AssumeRolePolicyDocument).toEqual(printed);
  });

  it('asks for the external id if there is one', async () => {
    const printed = await printedPolicy(TRUST, {
      organizationId: 'o-a1b2c3d4e5',
      externalId: 'agreed',
    });

    expect(deployed({ ExternalId: 'agreed' }).AssumeRolePolicyDocument).toEqual(printed);
  });

  it('trusts more principals of the same account if there are more', () => {
    const more =
      'arn:aws-us-gov:iam::111122223333:role/aws-reserved/*,arn:aws-us-gov:iam::111122223333:user/x';

    const { Statement } = deployed({ MorePrincipalArns: more }).AssumeRolePolicyDocument;

    expect(Statement[0].Condition.ArnEquals['aws:PrincipalArn']).toEqual([
      'arn:aws-us-gov:iam::111122223333:role/reader',
      'arn:aws-us-gov:iam::111122223333:role/aws-reserved/*',
      'arn:aws-us-gov:iam::111122223333:user/x',
    ]);
  });

  it('has a permissions boundary only if one is given', () => {
    const arn = 'arn:aws-us-gov:iam::111122223333:policy/boundary';

    expect(deployed()).not.toHaveProperty('PermissionsBoundary');
    expect(deployed({ PermissionsBoundaryArn: arn }).PermissionsBoundary).toBe(arn);
  });

  it('is the body of the stack set, which passes every parameter on', () => {
    const { StackSet } = rendered()['member-role-stack-set'].Resources;
    const passed = StackSet?.Properties.Parameters.map(
      ({ ParameterKey }: { readonly ParameterKey: string }) => ParameterKey,
    );

    expect(JSON.parse(StackSet?.Properties.TemplateBody)).toEqual(JSON.parse(template.text));
    expect(passed.sort()).toEqual(
      Object.keys(template.Parameters)
        .filter((name) => name !== 'PermissionsBoundaryArn')
        .sort(),
    );
  });
});

function deployed(entered: Readonly<Record<string, string>> = {}) {
  return deployedMemberRole({ ...GIVEN, ...entered });
}
