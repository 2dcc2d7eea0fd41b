import { Aws, CfnCondition, CfnParameter, Fn, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { TOOL } from '../../../src/version.ts';
import { MemberRoleStackSet } from '../member-role/member-role-stack-set.ts';
import { addMemberRoleParameters } from './member-role-parameters.ts';
import { groupParameters, text } from './parameters.ts';
import { TemplateStack } from './template-stack.ts';

const DESCRIPTION = `The role that ${TOOL.name} ${TOOL.version} assumes, in every account of organizational units.`;

/** The template of the stack set: parameters in place of properties. */
export class MemberRoleStackSetStack extends TemplateStack {
  constructor(scope: Construct, id: string) {
    super(scope, id, DESCRIPTION);
    const role = addMemberRoleParameters(this);
    const units = new CfnParameter(this, 'OrganizationalUnitIds', {
      type: 'CommaDelimitedList',
      description:
        'The root (r-...) or organizational units (ou-...) whose accounts get the role, now and later.',
    });
    const excluded = new CfnParameter(this, 'ExcludeAccountIds', {
      type: 'CommaDelimitedList',
      description: 'Accounts in them that do not get the role.',
      default: '',
    });
    const callAs = text(this, 'CallAs', {
      description:
        'SELF in the management account, DELEGATED_ADMIN in a delegated administrator of AWS CloudFormation StackSets.',
      default: 'SELF',
      allowedValues: ['SELF', 'DELEGATED_ADMIN'],
    });
    const { stackSet } = new MemberRoleStackSet(this, 'Member', {
      collectorAccountId: role.collectorAccountId.valueAsString,
      collectorRoleName: role.collectorRoleName.valueAsString,
      morePrincipalArns: [role.morePrincipalArns.valueAsString],
      organizationId: role.organizationId.valueAsString,
      externalId: role.externalId.valueAsString,
      roleName: role.roleName.valueAsString,
      columns: role.columns.valueAsString,
      organizationalUnitIds: units.valueAsList,
    });
    Validations.of(stackSet).acknowledge({
      id: 'CloudFormation-Validate::F3031',
      reason: 'An empty list of accounts is behind a condition.',
    });
    stackSet.callAs = callAs.valueAsString;
    const targets = 'StackInstancesGroup.0.DeploymentTargets';
    const isExcluded = new CfnCondition(this, 'HasExcludeAccountIds', {
      expression: Fn.conditionNot(Fn.conditionEquals(Fn.join('', excluded.valueAsList), '')),
    });
    const ifExcluded = (value: unknown) => ({
      'Fn::If': [isExcluded.logicalId, value, Aws.NO_VALUE],
    });
    stackSet.addPropertyOverride(`${targets}.AccountFilterType`, ifExcluded('DIFFERENCE'));
    stackSet.addPropertyOverride(`${targets}.Accounts`, ifExcluded(excluded.valueAsList));
    groupParameters(this, {
      'Which accounts': [units, excluded, callAs],
      'Who may assume the role': [
        role.organizationId,
        role.collectorAccountId,
        role.collectorRoleName,
        role.morePrincipalArns,
        role.externalId,
      ],
      'The role': [role.roleName, role.columns],
    });
  }
}
