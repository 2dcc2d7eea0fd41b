import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { IamUserDataCollectorProps } from './props.ts';
import { KEY_POLICY, policyOfKey } from './step-policies.ts';

export interface StepRoleProps {
  readonly collector: IamUserDataCollectorProps;
  readonly description: string;
  /** @defaultValue a name that CloudFormation makes */
  readonly roleName?: string;
}

/** A role for a function, which adds what it needs but for the key. */
export function stepRole(scope: Construct, id: string, props: StepRoleProps): Role {
  const { key } = props.collector;
  return new Role(scope, id, {
    description: props.description,
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    ...(props.roleName !== undefined && { roleName: props.roleName }),
    ...(key !== undefined && { inlinePolicies: { [KEY_POLICY]: policyOfKey(key.keyArn) } }),
  });
}
