import { CollectorError } from '../errors.ts';
import type { Settings } from '../settings/settings.ts';
import type { World } from '../wiring.ts';
import { type Log, logMessage, type WriteLine } from './log.ts';
import { workingTime } from './time-limits.ts';

/** The world that a function runs in, which makes something of the kind `C` of its settings. */
export interface LambdaPorts<C> {
  readonly environment: World['environment'];
  readonly settingsFrom: (environment: World['environment']) => Settings;
  readonly createCollector: (settings: Settings, world: World) => C;
  readonly writeLine: WriteLine;
  readonly now: () => Date;
}

/** What a function uses of the context object that Lambda passes. */
export interface InvocationContext {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

export interface Invocation {
  readonly context: InvocationContext;
  readonly log: Log;
  /** The run whose failed accounts are read again; `null`: as the environment says. */
  readonly retryFailed?: string | null;
  readonly wayOn: NonNullable<World['wayOn']>;
  readonly sharers?: number;
}

/** What an invocation works with, and for how long. */
export interface Opened<C> {
  readonly collector: C;
  readonly settings: Settings;
  /** Aborted at the deadline. */
  readonly signal: AbortSignal;
  /** Everything but the answer has to be done by then. */
  readonly deadline: Date;
}

/** Makes a collector for one invocation, of the environment and of what the event says. */
export function openCollector<C>(ports: LambdaPorts<C>, invocation: Invocation): Opened<C> {
  const { context, log, retryFailed = null, wayOn, sharers } = invocation;
  const leftMs = workingTime(context.getRemainingTimeInMillis());
  const deadline = new Date(ports.now().getTime() + leftMs);
  const settings = ports.settingsFrom({
    ...ports.environment,
    ...(retryFailed !== null && { RETRY_FAILED: retryFailed }),
  });
  if (settings.target.kind !== 's3') throw bucketNotSet();
  const collector = ports.createCollector(settings, {
    environment: ports.environment,
    reporter: (message) => logMessage(message, log),
    wayOn,
    ...(sharers !== undefined && { sharers }),
  });
  return { collector, settings, deadline, signal: AbortSignal.timeout(leftMs) };
}

/** The disk of the function is gone with it, so there is no default to fall back on. */
function bucketNotSet(): CollectorError {
  return new CollectorError(
    'SETTING_INVALID',
    'Expected the environment variable `S3_BUCKET_NAME` to name the bucket for the result; it is not set.',
    { remedy: 'Set `S3_BUCKET_NAME` in the configuration of the function.' },
  );
}
