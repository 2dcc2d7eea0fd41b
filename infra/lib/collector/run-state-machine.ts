import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  Choice,
  Condition,
  DefinitionBody,
  type IChainable,
  LogLevel,
  QueryLanguage,
  StateMachine,
  StateMachineType,
  Succeed,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { justified } from '../tools/justified.ts';
import { type AccountMapProps, accountMap, MAP_LABEL, RESULT_WRITER_FLAG } from './account-map.ts';
import { allowChildren, roleOfRun } from './run-permissions.ts';
import { runTask } from './run-task.ts';

export interface RunStateMachineProps extends AccountMapProps {
  readonly plan: IFunction;
  readonly publish: IFunction;
}

/** A run that is older than a day is not resumed; half of it leaves time to see what went wrong. */
const TIMEOUT = Duration.hours(12);

/**
 * Plan, then a child execution for each batch of accounts, then publish. `docs/state-machine.md`
 * says what the functions are given and what they answer.
 */
export class RunStateMachine extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: RunStateMachineProps) {
    super(scope, id);
    this.node.setContext(RESULT_WRITER_FLAG, true);
    const { plan, collectAccount, publish } = props;
    const role = roleOfRun(this, props, [plan, collectAccount, publish]);
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      comment: 'IAM User Data Collector: one run over all accounts.',
      stateMachineType: StateMachineType.STANDARD,
      queryLanguage: QueryLanguage.JSONATA,
      role: role.withoutPolicyUpdates(),
      timeout: TIMEOUT,
      definitionBody: DefinitionBody.fromChainable(this.#states(props)),
      logs: {
        level: LogLevel.ALL,
        includeExecutionData: false,
        destination: new LogGroup(this, 'Log', {
          retention: props.collector.logRetention ?? RetentionDays.THREE_MONTHS,
        }),
      },
    });
    justified(this.stateMachine, {
      'AwsSolutions-SF2': 'The history of an execution has the times of all its steps.',
    });
    allowChildren(this.stateMachine, role, MAP_LABEL);
  }

  #states(props: RunStateMachineProps): IChainable {
    const plan = runTask(this, 'Plan', {
      lambdaFunction: props.plan,
      payload: TaskInput.fromText(PLAN_PAYLOAD),
      assign: { runId: '{% $states.result.Payload.runId %}' },
    });
    const publish = runTask(this, 'Publish', {
      lambdaFunction: props.publish,
      payload: TaskInput.fromObject({ runId: '{% $runId %}' }),
    });
    // What was read is published, be it that the list of results could not be written.
    const accounts = accountMap(this, props).addCatch(publish, {
      errors: ['States.ResultWriterFailed'],
    });
    const isDuplicate = Condition.jsonata('{% $states.input.isDuplicate = true %}');
    // An empty list is not something that a map is known to take.
    const isAllRead = Condition.jsonata('{% $states.input.accounts = 0 %}');
    const choice = Choice.jsonata(this, 'What is to be read?')
      .when(isDuplicate, Succeed.jsonata(this, 'Another execution has the run'))
      .when(isAllRead, publish)
      .otherwise(accounts.next(publish));
    return plan.next(choice);
  }
}

/**
 * What the execution was started with. An execution that was not started by the schedule is a run
 * of the time at which it was started.
 */
const PLAN_PAYLOAD =
  "{% $merge([{'time': $states.context.Execution.StartTime, 'id': $states.context.Execution.Id}, " +
  "$states.input, {'execution': $states.context.Execution.Id}]) %}";
