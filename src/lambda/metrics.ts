import type { Manifest } from '../output/manifest.ts';

const NAMESPACE = 'IamUserDataCollector';

/**
 * The figures of a run in the CloudWatch embedded metric format: CloudWatch makes metrics of the
 * log line, and the function needs no permission for it.
 */
export function metricsOf(manifest: Manifest, now: Date): Readonly<Record<string, unknown>> {
  const { accounts, coverage, users, accessKeys, runId } = manifest;
  const figures = {
    AccountsCollected: coverage.collected,
    AccountsPartial: coverage.partial,
    AccountsFailed: coverage.failed,
    CoveragePercent: coverage.percent,
    Users: users,
    // A metric has no value for unknown, and 0 would be a lie.
    ...(accessKeys !== null && { AccessKeys: accessKeys }),
    Calls: accounts.reduce((sum, { calls }) => sum + calls, 0),
    Throttles: accounts.reduce((sum, { throttles }) => sum + throttles, 0),
  };
  const metrics = Object.keys(figures).map((name) => ({
    Name: name,
    Unit: name === 'CoveragePercent' ? 'Percent' : 'Count',
  }));
  return {
    _aws: {
      Timestamp: now.getTime(),
      CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [[]], Metrics: metrics }],
    },
    ...figures,
    runId,
  };
}
