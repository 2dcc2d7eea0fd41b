import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  JitterType,
  type TaskInput,
  type TaskStateBase,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { FUNCTION_TIMEOUT } from './step-function.ts';

export interface RunTaskProps {
  readonly lambdaFunction: IFunction;
  readonly payload: TaskInput;
  /** Variables that later states see. */
  readonly assign?: Readonly<Record<string, string>>;
  /** @defaultValue 3 */
  readonly retries?: number;
}

/**
 * `Transient` is what our functions throw where another attempt may help; the rest is what AWS
 * Lambda and AWS Step Functions say when a function could not answer. One list with one count of
 * attempts, so that the function can be told which one is the last.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
const WORTH_A_RETRY = [
  'Transient',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Runtime.ExitError',
  'Sandbox.Timedout',
  'States.Timeout',
];

/** A state that invokes a function, waits for it, and passes its answer on. */
export function runTask(scope: Construct, id: string, props: RunTaskProps): TaskStateBase {
  const { lambdaFunction, payload, assign, retries = 3 } = props;
  const task = LambdaInvoke.jsonata(scope, id, {
    lambdaFunction,
    payload,
    // Its list of errors lacks Lambda.TooManyRequestsException.
    retryOnServiceExceptions: false,
    taskTimeout: Timeout.duration(FUNCTION_TIMEOUT.plus(Duration.seconds(30))),
    outputs: '{% $states.result.Payload %}',
    ...(assign !== undefined && { assign }),
  });
  return task.addRetry({
    errors: WORTH_A_RETRY,
    interval: Duration.seconds(30),
    backoffRate: 2,
    maxDelay: Duration.minutes(5),
    maxAttempts: retries,
    jitterStrategy: JitterType.FULL,
  });
}
