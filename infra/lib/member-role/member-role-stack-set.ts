import { Aws, CfnStackSet } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { memberRoleTemplate } from '../templates/member-role-template.ts';
import type { MemberRoleTrust } from './member-role.ts';

export interface MemberRoleStackSetProps extends MemberRoleTrust {
  /** Organizational units whose accounts get the role, those below them too; or the root. */
  readonly organizationalUnitIds: readonly string[];
  /** Accounts that do not. */
  readonly excludeAccountIds?: readonly string[];
  /**
   * Where it is deployed: in the management account (`SELF`), or in an account that the management
   * account has made a delegated administrator of AWS CloudFormation StackSets.
   *
   * @defaultValue `SELF`
   */
  readonly callAs?: 'SELF' | 'DELEGATED_ADMIN';
  /** @defaultValue `iam-user-data-collector` */
  readonly roleName?: string;
  /**
   * Which columns the roles are good for: `standard` or `all`.
   *
   * @defaultValue `standard`
   */
  readonly columns?: string;
}

/**
 * The role in every account of organizational units, and in those that join them later. AWS never
 * deploys a stack set to the management account: if its users count, it needs a `MemberRole` of its
 * own. Not in the partition aws-cn, which has no stack sets with the permissions of the organization.
 */
export class MemberRoleStackSet extends Construct {
  readonly stackSet: CfnStackSet;

  constructor(scope: Construct, id: string, props: MemberRoleStackSetProps) {
    super(scope, id);
    const { organizationalUnitIds, excludeAccountIds = [], callAs = 'SELF' } = props;
    this.stackSet = new CfnStackSet(this, 'StackSet', {
      stackSetName: `${Aws.STACK_NAME}-member-role`,
      description: 'The role that IAM User Data Collector assumes in every account.',
      permissionModel: 'SERVICE_MANAGED',
      callAs,
      autoDeployment: { enabled: true, retainStacksOnAccountRemoval: false },
      managedExecution: { Active: true },
      capabilities: ['CAPABILITY_NAMED_IAM'],
      // One account that refuses must not keep the others from their role.
      operationPreferences: {
        failureTolerancePercentage: 100,
        maxConcurrentPercentage: 100,
        concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
      },
      stackInstancesGroup: [
        {
          // IAM is global: one region is all of them.
          regions: [Aws.REGION],
          deploymentTargets: {
            organizationalUnitIds: [...organizationalUnitIds],
            ...(excludeAccountIds.length > 0 && {
              accountFilterType: 'DIFFERENCE',
              accounts: [...excludeAccountIds],
            }),
          },
        },
      ],
      templateBody: JSON.stringify(memberRoleTemplate()),
      parameters: parametersOf(props),
    });
  }
}

function parametersOf(props: MemberRoleStackSetProps): CfnStackSet.ParameterProperty[] {
  const { morePrincipalArns, ...others } = props;
  const values = {
    OrganizationId: others.organizationId,
    CollectorAccountId: others.collectorAccountId,
    CollectorRoleName: others.collectorRoleName,
    MorePrincipalArns: morePrincipalArns?.join(','),
    ExternalId: others.externalId,
    RoleName: others.roleName,
    Columns: others.columns,
  };
  return Object.entries(values).flatMap(([parameterKey, parameterValue]) =>
    parameterValue === undefined ? [] : [{ parameterKey, parameterValue }],
  );
}
