import { CfnOutput, type CfnParameter, Fn, Token } from 'aws-cdk-lib';
import type { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { TOOL } from '../../../src/version.ts';
import {
  collectorRoleArn,
  MemberRole,
  type MemberRoleTrust,
  permissionsDocument,
  trustDocument,
} from '../member-role/member-role.ts';
import { l1Of } from '../tools/l1-of.ts';
import { addMemberRoleParameters } from './member-role-parameters.ts';
import { equals, groupParameters, isSet } from './parameters.ts';
import { addPermissionsBoundary } from './permissions-boundary.ts';
import { TemplateStack } from './template-stack.ts';

const DESCRIPTION = `The role that ${TOOL.name} ${TOOL.version} assumes in an account.`;

/** The template of the role in one account: parameters in place of properties. */
export class MemberRoleStack extends TemplateStack {
  constructor(scope: Construct, id: string) {
    super(scope, id, DESCRIPTION);
    const parameters = addMemberRoleParameters(this);
    const boundary = addPermissionsBoundary(this);
    const trust: MemberRoleTrust = {
      collectorAccountId: parameters.collectorAccountId.valueAsString,
      collectorRoleName: parameters.collectorRoleName.valueAsString,
      organizationId: parameters.organizationId.valueAsString,
    };
    const { role } = new MemberRole(this, 'Member', {
      ...trust,
      roleName: parameters.roleName.valueAsString,
    });
    const { externalId, columns, morePrincipalArns } = parameters;
    const principals = withMore(collectorRoleArn(trust), morePrincipalArns);
    const l1 = l1Of<CfnRole>(role);
    l1.assumeRolePolicyDocument = Fn.conditionIf(
      isSet(externalId).logicalId,
      trustDocument({ ...trust, externalId: externalId.valueAsString }, principals),
      trustDocument(trust, principals),
    );
    l1.addPropertyOverride('Policies.0.PolicyDocument', {
      'Fn::If': [
        equals(columns, 'all', 'ReadsAllColumns').logicalId,
        permissionsDocument({ columns: 'all', freshness: 'live' }),
        permissionsDocument({}),
      ],
    });
    new CfnOutput(this, 'MemberRoleArn', { value: role.roleArn });
    groupParameters(this, {
      'Who may assume the role': [
        parameters.organizationId,
        parameters.collectorAccountId,
        parameters.collectorRoleName,
        morePrincipalArns,
        externalId,
      ],
      'The role': [parameters.roleName, columns, boundary],
    });
  }
}

/** One ARN, or several if there are more. */
function withMore(roleArn: string, more: CfnParameter): string {
  const all = Fn.split(',', Fn.join(',', [roleArn, more.valueAsString]));
  return Token.asString(Fn.conditionIf(isSet(more).logicalId, all, roleArn));
}
