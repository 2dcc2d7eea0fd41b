import type { RunResult } from '../collect/run.ts';
import type { LambdaPorts } from './invocation.ts';
import type { Log } from './log.ts';
import { metricsOf } from './metrics.ts';

/** Logs what a run came to, and its figures as metrics. */
export function logResult(
  result: RunResult,
  log: Log,
  { writeLine, now }: Pick<LambdaPorts<unknown>, 'writeLine' | 'now'>,
): void {
  const { manifest, targetLocation, manifestName, latestMoved, latestReason, throttling } = result;
  const { status, coverage, users, files } = manifest;
  log('INFO', 'run-finished', {
    status,
    coverage,
    users,
    location: targetLocation,
    files: files.map((file) => file.key),
    manifest: manifestName,
    latestMoved,
    latestReason,
    ...(throttling !== undefined && { throttling }),
  });
  writeLine(JSON.stringify(metricsOf(result, now())));
}
