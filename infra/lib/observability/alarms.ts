import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { runMetric } from './run-metrics.ts';

const HOUR = Duration.hours(1);

/** Tells that a run of the one function failed. */
export function functionFailedAlarm(scope: Construct, collect: IFunction): Alarm {
  return alarm(scope, 'Failed', {
    alarmDescription:
      'A run failed: nothing was published, or publishing broke off. Look in the log of the function for "run-failed", which says what to do; AWS Lambda repeats the run twice by itself.',
    metric: collect.metricErrors({ period: HOUR, statistic: 'Sum' }),
  });
}

/** Tells that a run of the state machine failed, took too long, or was stopped. */
export function executionFailedAlarm(scope: Construct, run: IStateMachine): Alarm {
  const options = { period: HOUR, statistic: 'Sum' };
  return alarm(scope, 'Failed', {
    alarmDescription:
      'A run failed. Look at the execution of the state machine: the state that failed names the error and says what to do. Redrive it, or start a new one with {"retryFailed": "<run id>"}, which keeps what was read.',
    metric: new MathExpression({
      expression: 'failed + timedOut + aborted',
      label: 'Executions that did not succeed',
      period: HOUR,
      usingMetrics: {
        failed: run.metricFailed(options),
        timedOut: run.metricTimedOut(options),
        aborted: run.metricAborted(options),
      },
    }),
  });
}

/** Tells that too many accounts were not read. */
export function coverageAlarm(scope: Construct, minCoverage: number): Alarm {
  return alarm(scope, 'Coverage', {
    alarmDescription:
      'Too few accounts were read, so latest.json was left as it was. The newest manifest in _iam-users/manifests/ names every account that is missing, why, and what to do; then start a run with {"retryFailed": "<run id>"}.',
    metric: runMetric('CoveragePercent', { statistic: 'Minimum', period: HOUR }),
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    threshold: minCoverage,
  });
}

/** Tells that there was no good snapshot for too long, be it that nothing ran at all. */
export function freshnessAlarm(scope: Construct, maxAgeHours: number): Alarm {
  return alarm(scope, 'Freshness', {
    alarmDescription:
      'There is no new good snapshot for too long. Look whether the schedule is on, whether its runs fail (the other alarms), and in the log of the last run for "latestReason".',
    metric: runMetric('LatestMoved', { statistic: 'Sum', period: HOUR }),
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: maxAgeHours,
    datapointsToAlarm: maxAgeHours,
    treatMissingData: TreatMissingData.BREACHING,
  });
}

/** Tells that a schedule could not start its run. */
export function deadLetterAlarm(scope: Construct, deadLetters: IQueue): Alarm {
  return alarm(scope, 'DeadLetters', {
    alarmDescription:
      'The schedule could not start a run. The message in the dead-letter queue has the reason in its attributes: usually a role that lost a permission, or too little Lambda concurrency. Mend it, start a run by hand, purge the queue.',
    metric: deadLetters.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(5),
      statistic: 'Maximum',
    }),
  });
}

/** Tells that many users are gone since the snapshot before. */
export function usersLostAlarm(scope: Construct): Alarm {
  return alarm(scope, 'UsersLost', {
    alarmDescription:
      'There are less than four fifths of the users of the snapshot before. Compare the accounts of both manifests: did accounts leave the organization, were users deleted on purpose, or does AWS Organizations no longer list all accounts?',
    metric: runMetric('UsersLostPercent', { period: HOUR }),
    threshold: 20,
  });
}

/** Lets every alarm tell a topic, also when it is over. */
export function tell(alarms: readonly Alarm[], topic: ITopic): void {
  for (const each of alarms) {
    each.addAlarmAction(new SnsAction(topic));
    each.addOkAction(new SnsAction(topic));
  }
}

type Given = Pick<AlarmProps, 'alarmDescription'> & {
  readonly metric: IMetric;
} & Partial<AlarmProps>;

/** Goes off at the first value above the threshold; no value is no reason to. */
function alarm(scope: Construct, id: string, given: Given): Alarm {
  return new Alarm(scope, `${id}Alarm`, {
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    ...given,
    threshold: given.threshold ?? (given.comparisonOperator === undefined ? 0 : 1),
  });
}
