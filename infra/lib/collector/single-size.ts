import { Duration } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { functionFailedAlarm } from '../observability/alarms.ts';
import type { Places } from './places.ts';
import type { IamUserDataCollectorProps } from './props.ts';
import { RunSchedule } from './run-schedule.ts';
import { StepFunction } from './step-function.ts';

/** What both sizes are made of. */
export interface SizeProps {
  readonly collector: IamUserDataCollectorProps;
  readonly places: Places;
  /** Assumes the roles in the accounts. */
  readonly collectorRole: Role;
  readonly deadLetters: Queue;
}

/** One function that plans, collects and publishes. */
export class SingleSize extends Construct {
  /** Does everything. */
  readonly collect: StepFunction;
  readonly failed: Alarm;

  constructor(scope: Construct, id: string, props: SizeProps) {
    super(scope, id);
    this.collect = new StepFunction(this, 'Collect', {
      ...props,
      step: 'collect',
      description: 'IAM User Data Collector: reads the IAM users of all accounts.',
      role: props.collectorRole,
    });
    // A retry goes on with the run; what is older than this is for the next one.
    this.collect.function.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
    });
    new RunSchedule(this, 'Schedule', {
      ...props,
      allow: {
        action: 'lambda:InvokeFunction',
        resource: this.collect.function.functionArn,
      },
      target: (target) => new LambdaInvoke(this.collect.function, target),
    });
    this.failed = functionFailedAlarm(this, this.collect.function);
  }
}
