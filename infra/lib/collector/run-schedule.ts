import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ContextAttribute,
  type IScheduleTarget,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import type { ScheduleTargetBaseProps } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { justified } from '../tools/justified.ts';
import type { IamUserDataCollectorProps } from './props.ts';

export interface RunScheduleProps {
  readonly collector: IamUserDataCollectorProps;
  readonly deadLetters: Queue;
  /** What it takes to start a run. */
  readonly allow: { readonly action: string; readonly resource: string };
  readonly target: (props: ScheduleTargetBaseProps) => IScheduleTarget;
}

/** Starts a run whenever it is time. */
export class RunSchedule extends Construct {
  readonly schedule: Schedule;

  constructor(scope: Construct, id: string, props: RunScheduleProps) {
    super(scope, id);
    const { collector, deadLetters, target } = props;
    const daily = ScheduleExpression.cron({ hour: '2', minute: '0' });
    this.schedule = new Schedule(this, 'Resource', {
      description: 'Starts IAM User Data Collector.',
      schedule: collector.schedule ?? daily,
      enabled: collector.scheduleEnabled ?? true,
      timeWindow: TimeWindow.flexible(Duration.minutes(15)),
      target: target({
        role: this.#role(props).withoutPolicyUpdates(),
        deadLetterQueue: deadLetters,
        // The scheduled time makes the run id: an event delivered twice is one run.
        input: ScheduleTargetInput.fromObject({
          'detail-type': 'Scheduled Event',
          time: ContextAttribute.scheduledTime,
          resources: [ContextAttribute.scheduleArn],
        }),
        retryAttempts: 20,
        maxEventAge: Duration.hours(6),
      }),
    });
  }

  /** CDK would make one that may invoke every version of a function. */
  #role({ allow, deadLetters }: RunScheduleProps): Role {
    return new Role(this, 'Role', {
      description: 'IAM User Data Collector: starts the runs.',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: {
        start: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: [allow.action], resources: [allow.resource] }),
            new PolicyStatement({
              actions: ['sqs:SendMessage'],
              resources: [deadLetters.queueArn],
            }),
          ],
        }),
      },
    });
  }
}

/** Where the events of a schedule go that could not be delivered. */
export function deadLetterQueue(scope: Construct): Queue {
  const queue = new Queue(scope, 'DeadLetters', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  justified(queue, { 'AwsSolutions-SQS3': 'It is the dead-letter queue of a schedule.' });
  return queue;
}
