import type { CfnParameter, Stack } from 'aws-cdk-lib';
import { DEFAULT_COLLECTOR_ROLE_NAME, DEFAULT_ROLE_NAME } from '../member-role/definition.ts';
import { optional, text } from './parameters.ts';
import { PATTERN } from './patterns.ts';

export type MemberRoleParameters = Readonly<Record<MemberRoleParameter, CfnParameter>>;

type MemberRoleParameter =
  | 'organizationId'
  | 'collectorAccountId'
  | 'collectorRoleName'
  | 'morePrincipalArns'
  | 'externalId'
  | 'roleName'
  | 'columns';

/** The parameters of the role in an account: the same in one account and for all of them. */
export function addMemberRoleParameters(stack: Stack): MemberRoleParameters {
  return {
    organizationId: text(stack, 'OrganizationId', {
      description: 'The id of the organization (o-...). Nobody outside it can assume the role.',
      allowedPattern: PATTERN.organizationId,
    }),
    collectorAccountId: text(stack, 'CollectorAccountId', {
      description: 'The account that the collector runs in.',
      allowedPattern: PATTERN.accountId,
    }),
    collectorRoleName: text(stack, 'CollectorRoleName', {
      description: 'The role of the collector that assumes this one, as in the collector stack.',
      default: DEFAULT_COLLECTOR_ROLE_NAME,
      allowedPattern: PATTERN.roleName,
    }),
    morePrincipalArns: optional(stack, 'MorePrincipalArns', {
      description:
        'ARNs of more roles and users of that account that may assume the role, separated by commas; * matches any text. For people who run the command line.',
      allowedPattern: PATTERN.principalArns,
    }),
    externalId: optional(stack, 'ExternalId', {
      description: 'The external id that the collector gives. Empty: none is asked for.',
      allowedPattern: PATTERN.externalId,
    }),
    roleName: text(stack, 'RoleName', {
      description: 'The name of the role, the same in every account.',
      default: DEFAULT_ROLE_NAME,
      allowedPattern: PATTERN.roleName,
    }),
    columns: text(stack, 'Columns', {
      description: 'Which columns the role is good for: the standard ones, or all.',
      default: 'standard',
      allowedValues: ['standard', 'all'],
    }),
  };
}
