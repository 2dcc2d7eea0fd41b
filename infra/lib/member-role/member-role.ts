import { Aws, Token } from 'aws-cdk-lib';
import { AccountPrincipal, type CfnRole, PolicyDocument, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { filledIn } from '../tools/fill-in.ts';
import { justifiedWildcards } from '../tools/justified-wildcards.ts';
import { l1Of } from '../tools/l1-of.ts';
import {
  DEFAULT_COLLECTOR_ROLE_NAME,
  DEFAULT_ROLE_NAME,
  type MemberRoleScope,
  memberPermissions,
  memberTrust,
  TRUST_WORDS,
} from './definition.ts';

/** Who may assume the role. */
export interface MemberRoleTrust {
  /** The account that the collector runs in. */
  readonly collectorAccountId: string;
  /** @defaultValue `iam-user-data-collector-reader`, the collector's own default */
  readonly collectorRoleName?: string;
  /** ARNs of more roles and users of that account, `*` allowed: of people, to run `iam-users`. */
  readonly morePrincipalArns?: readonly string[];
  /** `o-…`: whoever assumes the role must be in this organization. */
  readonly organizationId: string;
  /** @defaultValue none is asked for */
  readonly externalId?: string;
}

export interface MemberRoleProps extends MemberRoleTrust, MemberRoleScope {
  /** @defaultValue `iam-user-data-collector` */
  readonly roleName?: string;
}

/** The role that the collector assumes in an account. It may read IAM users and nothing else. */
export class MemberRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: MemberRoleProps) {
    super(scope, id);
    const permissions = permissionsDocument(props);
    this.role = new Role(this, 'Role', {
      roleName: props.roleName ?? DEFAULT_ROLE_NAME,
      description: 'Lets IAM User Data Collector read the IAM users of this account.',
      assumedBy: new AccountPrincipal(props.collectorAccountId),
      inlinePolicies: { 'read-users': permissions },
    });
    justifiedWildcards(
      this.role,
      [permissions],
      'All users of the account are read, and no secrets.',
    );
    // CDK makes trust policies of principals; this one is the program's own, as it is.
    l1Of<CfnRole>(this.role).assumeRolePolicyDocument = trustDocument(props);
  }
}

/** What the role may do, for CloudFormation. */
export function permissionsDocument(scope: MemberRoleScope): PolicyDocument {
  return PolicyDocument.fromJson(memberPermissions(scope));
}

/** Who may assume the role, for CloudFormation. */
export function trustDocument(
  trust: MemberRoleTrust,
  principalArn: string = principalArnsOf(trust),
): PolicyDocument {
  const { collectorAccountId, organizationId, externalId } = trust;
  return filledIn(memberTrust({ externalId: externalId !== undefined }), {
    [TRUST_WORDS.collectorRoleArn]: principalArn,
    [TRUST_WORDS.collectorAccount]: `arn:${Aws.PARTITION}:iam::${collectorAccountId}:root`,
    [TRUST_WORDS.organizationId]: organizationId,
    ...(externalId !== undefined && { [TRUST_WORDS.externalId]: externalId }),
  });
}

function principalArnsOf(trust: MemberRoleTrust): string {
  const { morePrincipalArns = [] } = trust;
  const roleArn = collectorRoleArn(trust);
  return morePrincipalArns.length === 0 ? roleArn : Token.asString([roleArn, ...morePrincipalArns]);
}

/** The one role of the collector that assumes the roles in the accounts. */
export function collectorRoleArn(trust: MemberRoleTrust): string {
  const { collectorAccountId, collectorRoleName = DEFAULT_COLLECTOR_ROLE_NAME } = trust;
  return `arn:${Aws.PARTITION}:iam::${collectorAccountId}:role/${collectorRoleName}`;
}
