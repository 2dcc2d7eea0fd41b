import { literal, type PolicyDocument, policyOf } from './document.ts';

/** Who may assume the role in every account. */
export interface Trusted {
  /** ARN of the role that the collector runs with, its path included. */
  readonly collectorRoleArn: string;
  /** `null`: the organization of the collector is not checked. */
  readonly organizationId: string | null;
  /** `null`: none is asked for. */
  readonly externalId: string | null;
}

/**
 * The trust policy of the role in every account. It names the account and narrows it to the role,
 * for a principal that is a role is turned into its id when the policy is saved: the policy could
 * not be saved before the role exists, and would be void for a role of that name made again.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function memberTrustPolicy({
  collectorRoleArn,
  organizationId,
  externalId,
}: Trusted): PolicyDocument {
  const [, partition = '', , , accountId = ''] = collectorRoleArn.split(':');
  const strings = {
    ...(organizationId === null ? {} : { 'aws:PrincipalOrgID': organizationId }),
    ...(externalId === null ? {} : { 'sts:ExternalId': externalId }),
  };
  return policyOf({
    Sid: 'TrustTheCollector',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: 'sts:AssumeRole',
    Condition: {
      ArnEquals: { 'aws:PrincipalArn': literal(collectorRoleArn) },
      ...(Object.keys(strings).length === 0 ? {} : { StringEquals: strings }),
    },
  });
}
