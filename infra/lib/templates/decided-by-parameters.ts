import { Aspects, Aws, type CfnCondition, type CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import type { Alarm, CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { KEY_POLICY } from '../collector/step-policies.ts';
import { l1Of } from '../tools/l1-of.ts';

/** Encrypts new buckets with the key, and lets the roles use it, if there is one. */
export function useKeyIf(given: CfnCondition, keyArn: CfnParameter, stack: Stack): void {
  Aspects.of(stack).add({
    visit(node) {
      if (node instanceof CfnRole) onlyKeyPolicyIf(given, node);
      if (!(node instanceof CfnBucket)) return;
      node.bucketEncryption = {
        serverSideEncryptionConfiguration: Fn.conditionIf(
          given.logicalId,
          [
            {
              BucketKeyEnabled: true,
              ServerSideEncryptionByDefault: {
                SSEAlgorithm: 'aws:kms',
                KMSMasterKeyID: keyArn.valueAsString,
              },
            },
          ],
          [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        ),
      };
    },
  });
}

/** In the order in which CDK renders the policies of a role. */
function onlyKeyPolicyIf(given: CfnCondition, role: CfnRole): void {
  const policies = role.policies;
  if (!Array.isArray(policies)) return;
  role.policies = policies.map((policy) =>
    'policyName' in policy && policy.policyName === KEY_POLICY
      ? Fn.conditionIf(
          given.logicalId,
          { PolicyName: policy.policyName, PolicyDocument: policy.policyDocument },
          Aws.NO_VALUE,
        )
      : policy,
  );
}

/** Lets the alarms tell the topic, if there is one. */
export function tellIf(
  given: CfnCondition,
  topicArn: CfnParameter,
  alarms: readonly Alarm[],
): void {
  const actions = { 'Fn::If': [given.logicalId, [topicArn.valueAsString], Aws.NO_VALUE] };
  for (const alarm of alarms) {
    l1Of<CfnAlarm>(alarm).addPropertyOverride('AlarmActions', actions);
    l1Of<CfnAlarm>(alarm).addPropertyOverride('OKActions', actions);
  }
}

/** Turns every schedule of the stack on or off. */
export function scheduleIs(state: CfnParameter, stack: Stack): void {
  Aspects.of(stack).add({
    visit(node) {
      if (node instanceof CfnSchedule) node.state = state.valueAsString;
    },
  });
}
