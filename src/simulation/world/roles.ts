import type { PolicyDocument } from '../policy/document.ts';
import type { Role } from './account.ts';
import { iamId } from './identifiers.ts';
import type { Random } from './random.ts';

export interface RoleOptions {
  readonly accountId: string;
  readonly name: string;
  readonly trustPolicy: PolicyDocument;
  readonly policies: readonly PolicyDocument[];
}

/** A role at the path `/` whose sessions last an hour at most. */
export function makeRole(random: Random, options: RoleOptions): Role {
  return {
    id: iamId(random, 'AROA'),
    name: options.name,
    path: '/',
    arn: `arn:aws:iam::${options.accountId}:role/${options.name}`,
    maximumSessionSeconds: 3600,
    trustPolicy: options.trustPolicy,
    policies: options.policies,
    attachedPolicies: [],
  };
}

/** Trusts an account of the organization, and asks for an external id if there is one. */
export function trustOf(
  callerAccountId: string,
  organizationId: string,
  externalId: string | null,
): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${callerAccountId}:root` },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: {
          'aws:PrincipalOrgID': organizationId,
          ...(externalId === null ? {} : { 'sts:ExternalId': externalId }),
        },
      },
    },
  };
}

/** Every read of IAM, and nothing else. */
export const READS: PolicyDocument = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: ['iam:Get*', 'iam:List*', 'iam:GenerateCredentialReport'],
    Resource: '*',
  },
};

export const EVERYTHING: PolicyDocument = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
};
