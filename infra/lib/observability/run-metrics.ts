import { Metric, type MetricProps } from 'aws-cdk-lib/aws-cloudwatch';

/** The figures of a run, which the functions write into their log for CloudWatch to find. */
export type RunMetric =
  | 'AccountsCollected'
  | 'AccountsPartial'
  | 'AccountsFailed'
  | 'CoveragePercent'
  | 'Users'
  | 'UsersLostPercent'
  | 'AccessKeys'
  | 'Calls'
  | 'Throttles'
  | 'LatestMoved';

export const NAMESPACE = 'IamUserDataCollector';

export function runMetric(
  metricName: RunMetric,
  props: Pick<MetricProps, 'statistic' | 'period' | 'label'> = {},
): Metric {
  return new Metric({ namespace: NAMESPACE, metricName, statistic: 'Maximum', ...props });
}
