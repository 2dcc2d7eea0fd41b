import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { IamUserDataCollector } from '../collector/iam-user-data-collector.ts';
import type { CollectorConditions } from '../collector/props.ts';

/** What to start by hand, and whom the owner of a bucket of another account has to let write. */
export function addOutputs(
  stack: Stack,
  { single, distributed }: IamUserDataCollector,
  conditions: CollectorConditions,
): void {
  if (single === undefined || distributed === undefined) return;
  new CfnOutput(stack, 'FunctionName', {
    value: single.collect.function.functionName,
    condition: conditions.single,
  });
  new CfnOutput(stack, 'StateMachineArn', {
    value: distributed.stateMachine.stateMachineArn,
    condition: conditions.distributed,
  });
  // The one function of the other size writes with the collector's role.
  new CfnOutput(stack, 'WriterRoleArn', {
    value: distributed.publish.role.roleArn,
    condition: conditions.distributed,
  });
}
