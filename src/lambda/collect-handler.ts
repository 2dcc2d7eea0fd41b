import type { RunResult } from '../collect/run.ts';
import { CollectorError } from '../errors.ts';
import { withoutSecrets } from '../output/secrets.ts';
import type { Settings } from '../settings/settings.ts';
import type { Collector, World } from '../wiring.ts';
import { parseEvent } from './event.ts';
import { errorOf, InvocationFailure, toFailure, wayOn } from './failure.ts';
import { createLog, type Log, logMessage, type WriteLine } from './log.ts';
import { metricsOf } from './metrics.ts';
import { type CollectResponse, toResponse } from './response.ts';
import { runIdOf } from './run-id.ts';
import { workingTime } from './time-limits.ts';

/** The world that the function runs in. */
export interface LambdaPorts {
  readonly environment: World['environment'];
  readonly settingsFrom: (environment: World['environment']) => Settings;
  readonly createCollector: (settings: Settings, world: World) => Collector;
  readonly writeLine: WriteLine;
  readonly now: () => Date;
}

/** What the function uses of the context object that Lambda passes. */
export interface InvocationContext {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** Builds the handler: one invocation is one run, from the plan to the published snapshot. */
export function createCollectHandler(ports: LambdaPorts) {
  return async (event: unknown, context: InvocationContext): Promise<CollectResponse> => {
    const runId = runIdOf({ event, requestId: context.awsRequestId, now: ports.now() });
    const log = createLog(runId, ports.writeLine, ports.now);
    try {
      const result = await collect(ports, { event, runId, log, context });
      logResult(result, { log, ports });
      if (result.manifest.status === 'FAILED') throw toFailure(result);
      return toResponse(result);
    } catch (thrown) {
      const error = errorOf(thrown);
      logError(error, log);
      throw new InvocationFailure(error);
    }
  };
}

interface Attempt {
  readonly event: unknown;
  readonly runId: string;
  readonly log: Log;
  readonly context: InvocationContext;
}

async function collect(ports: LambdaPorts, attempt: Attempt): Promise<RunResult> {
  const leftMs = workingTime(attempt.context.getRemainingTimeInMillis());
  const deadline = new Date(ports.now().getTime() + leftMs);
  const { retryFailed } = parseEvent(attempt.event);
  const settings = ports.settingsFrom({
    ...ports.environment,
    ...(retryFailed !== null && { RETRY_FAILED: retryFailed }),
  });
  if (settings.target.kind !== 's3') throw bucketNotSet();
  const collector = ports.createCollector(settings, {
    environment: ports.environment,
    reporter: (message) => logMessage(message, attempt.log),
    wayOn,
  });
  const signal = AbortSignal.timeout(leftMs);
  return collector.collect(signal, { runId: attempt.runId, deadline });
}

/** The disk of the function is gone with it, so there is no default to fall back on. */
function bucketNotSet(): CollectorError {
  return new CollectorError(
    'SETTING_INVALID',
    'Expected the environment variable `S3_BUCKET_NAME` to name the bucket for the result; it is not set.',
    { remedy: 'Set `S3_BUCKET_NAME` in the configuration of the function.' },
  );
}

function logResult(
  result: RunResult,
  { log, ports }: { readonly log: Log; readonly ports: LambdaPorts },
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
  ports.writeLine(JSON.stringify(metricsOf(result, ports.now())));
}

function logError(error: CollectorError, log: Log): void {
  log('ERROR', 'run-failed', {
    code: error.code,
    operation: error.operation,
    message: withoutSecrets(error.message),
    remedy: withoutSecrets(error.remedy),
    // A mistake of the program is found by its stack; all other errors are explained by the rest.
    ...(error.code === 'INTERNAL' && { stack: withoutSecrets(String(stackOf(error))) }),
  });
}

function stackOf(error: Error): unknown {
  return error.cause instanceof Error ? error.cause.stack : error.stack;
}
