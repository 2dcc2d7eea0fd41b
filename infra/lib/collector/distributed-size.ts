import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { executionFailedAlarm } from '../observability/alarms.ts';
import { RunSchedule } from './run-schedule.ts';
import { RunStateMachine } from './run-state-machine.ts';
import type { SizeProps } from './single-size.ts';
import { StepFunction } from './step-function.ts';

/** A state machine that plans, spreads the accounts over many functions, and publishes. */
export class DistributedSize extends Construct {
  readonly stateMachine: StateMachine;
  /** Writes the snapshot. */
  readonly publish: StepFunction;
  readonly failed: Alarm;

  constructor(scope: Construct, id: string, props: SizeProps) {
    super(scope, id);
    const plan = new StepFunction(this, 'Plan', {
      ...props,
      step: 'plan',
      description: 'IAM User Data Collector: decides which accounts are read.',
    });
    const collectAccount = new StepFunction(this, 'CollectAccount', {
      ...props,
      step: 'collect-account',
      description: 'IAM User Data Collector: reads the IAM users of a batch of accounts.',
      role: props.collectorRole,
    });
    this.publish = new StepFunction(this, 'Publish', {
      ...props,
      step: 'publish',
      description: 'IAM User Data Collector: makes the snapshot of what was read.',
    });
    this.stateMachine = new RunStateMachine(this, 'Run', {
      ...props,
      plan: plan.function,
      collectAccount: collectAccount.function,
      publish: this.publish.function,
    }).stateMachine;
    new RunSchedule(this, 'Schedule', {
      ...props,
      allow: { action: 'states:StartExecution', resource: this.stateMachine.stateMachineArn },
      target: (target) => new StepFunctionsStartExecution(this.stateMachine, target),
    });
    this.failed = executionFailedAlarm(this, this.stateMachine);
  }
}
