import type { RunResult } from '../collect/run.ts';

const NAMESPACE = 'IamUserDataCollector';

/** What of a run is measured. */
export type MeasuredRun = Pick<
  RunResult,
  'manifest' | 'latestMoved' | 'usersBefore' | 'throttling'
>;

/**
 * The figures of a run in the CloudWatch embedded metric format: CloudWatch makes metrics of the
 * log line, and the function needs no permission for it.
 */
export function metricsOf(result: MeasuredRun, now: Date): Readonly<Record<string, unknown>> {
  const { manifest, latestMoved, throttling } = result;
  const usersLost = usersLostPercent(result);
  const { accounts, coverage, users, accessKeys, runId } = manifest;
  const figures = {
    AccountsCollected: coverage.collected,
    AccountsPartial: coverage.partial,
    AccountsFailed: coverage.failed,
    CoveragePercent: coverage.percent,
    Users: users,
    ...(usersLost !== null && { UsersLostPercent: usersLost }),
    // A metric has no value for unknown, and 0 would be a lie.
    ...(accessKeys !== null && { AccessKeys: accessKeys }),
    Calls: accounts.reduce((sum, { calls }) => sum + calls, 0),
    LatestMoved: latestMoved ? 1 : 0,
    Throttles: accounts.reduce((sum, { throttles }) => sum + throttles, 0),
    ...(throttling?.slowdown && { PacedCallsPerSecond: throttling.slowdown.callsPerSecond }),
  };
  const metrics = Object.keys(figures).map((name) => ({
    Name: name,
    Unit: unitOf(name),
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

function unitOf(name: string): string {
  if (name.endsWith('PerSecond')) return 'Count/Second';
  return name.endsWith('Percent') ? 'Percent' : 'Count';
}

/** How many of the users of the snapshot before are gone; `null` if there are not two to compare. */
function usersLostPercent({ manifest, usersBefore }: MeasuredRun): number | null {
  if (usersBefore === null || usersBefore === 0 || manifest.status === 'FAILED') return null;
  return Math.max(0, (100 * (usersBefore - manifest.users)) / usersBefore);
}
