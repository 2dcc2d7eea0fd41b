import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import {
  Policy,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { justifiedWildcards } from '../tools/justified-wildcards.ts';
import type { Places } from './places.ts';
import type { IamUserDataCollectorProps } from './props.ts';
import { KEY_POLICY, policyOfKey } from './step-policies.ts';

export interface RunRoleProps {
  readonly collector: IamUserDataCollectorProps;
  readonly places: Places;
}

/** What the state machine may do to write its log. AWS takes no resource for it. */
const LOG_DELIVERY = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
];

/** What it may do to read the list of accounts and to write the list of results. */
const OBJECT_ACCESS = [
  's3:AbortMultipartUpload',
  's3:GetObject',
  's3:ListMultipartUploadParts',
  's3:PutObject',
];

/**
 * The role of the state machine. CDK would let it read and write the whole bucket, and invoke every
 * version of the functions.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export function roleOfRun(
  scope: Construct,
  { places, collector: { key } }: RunRoleProps,
  functions: readonly IFunction[],
): Role {
  const runs = places.runStore.arnForObjects(`${places.runStorePrefix}/runs/*`);
  const steps = new PolicyDocument({
    statements: [
      allow(
        ['lambda:InvokeFunction'],
        functions.map(({ functionArn }) => functionArn),
      ),
      allow(OBJECT_ACCESS, [runs]),
    ],
  });
  const log = new PolicyDocument({ statements: [allow(LOG_DELIVERY, ['*'])] });
  const role = new Role(scope, 'Role', {
    description: 'IAM User Data Collector: runs the steps.',
    assumedBy: new ServicePrincipal('states.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
    inlinePolicies: {
      steps,
      log,
      ...(key !== undefined && { [KEY_POLICY]: policyOfKey(key.keyArn) }),
    },
  });
  justifiedWildcards(
    role,
    [steps, log],
    'One folder of a bucket, and calls that take no resource.',
  );
  return role;
}

/** Lets the state machine start and watch the child executions of its map. */
export function allowChildren(stateMachine: StateMachine, role: Role, mapLabel: string): void {
  const name = stateMachine.stateMachineName;
  const executions = (resourceName: string) =>
    Stack.of(stateMachine).formatArn({
      service: 'states',
      resource: 'execution',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      resourceName,
    });
  const document = new PolicyDocument({
    statements: [
      allow(['states:StartExecution'], [stateMachine.stateMachineArn]),
      allow(['states:DescribeExecution', 'states:StopExecution'], [executions(`${name}:*`)]),
      allow(['states:RedriveExecution'], [executions(`${name}/${mapLabel}:*`)]),
    ],
  });
  const policy = new Policy(stateMachine, 'Children', { document, roles: [role] });
  justifiedWildcards(policy, [document], 'The executions of one state machine.');
  // CDK's own policy for this, which its role does not take.
  stateMachine.node.tryRemoveChild('DistributedMapPolicy');
}

function allow(actions: readonly string[], resources: readonly string[]): PolicyStatement {
  return new PolicyStatement({ actions: [...actions], resources: [...resources] });
}
