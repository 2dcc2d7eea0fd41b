import { Aspects, type CfnCondition, CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Creates every resource below the construct only if the condition holds; without one, always. */
export function onlyWhen(construct: Construct, condition: CfnCondition | undefined): void {
  if (condition === undefined) return;
  Aspects.of(construct).add({
    visit(node) {
      if (node instanceof CfnResource) node.cfnOptions.condition = condition;
    },
  });
}
