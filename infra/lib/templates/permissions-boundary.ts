import { Aspects, Aws, type CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { isSet, optional } from './parameters.ts';
import { PATTERN } from './patterns.ts';

/** Lets a parameter give every role of the stack a permissions boundary. */
export function addPermissionsBoundary(stack: Stack): CfnParameter {
  const parameter = optional(stack, 'PermissionsBoundaryArn', {
    description: 'ARN of a policy that bounds every role of this stack. Empty: none.',
    allowedPattern: PATTERN.policyArn,
  });
  const given = isSet(parameter);
  Aspects.of(stack).add({
    visit(node) {
      if (!(node instanceof CfnRole)) return;
      const boundary = Fn.conditionIf(given.logicalId, parameter.valueAsString, Aws.NO_VALUE);
      node.permissionsBoundary = boundary.toString();
    },
  });
  return parameter;
}
