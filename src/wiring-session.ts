import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountAccessOptions } from './aws/account-access.ts';
import { RETRY_POLICY, type RetryPolicy } from './aws/backoff.ts';
import { identifyCaller } from './aws/caller.ts';
import { connect, REQUESTS_PER_ACCOUNT, TIMEOUTS, type Timeouts } from './aws/connection.ts';
import { credentialsFrom, type Environment, endpointFrom } from './aws/environment.ts';
import { errorBeforeRun } from './collect/interruption.ts';
import { needOf } from './columns/need.ts';
import type { Reporter } from './messages.ts';
import type { PlanSettings } from './organization/plan.ts';
import { sessionPolicy } from './policies/session-policy.ts';
import type { Caller, Clock } from './ports.ts';
import type { Settings } from './settings/settings.ts';
import type { StoreChoice } from './wiring-stores.ts';
import { sayThrottled } from './wiring-throttling.ts';

/** What surrounds the product. */
export interface World {
  readonly environment: Environment;
  readonly reporter: Reporter;
  /**
   * How to go on with a run that an error has left behind, as the end of a sentence, for the remedy.
   *
   * @defaultValue the command that resumes it
   */
  readonly wayOn?: (runId: string) => string;
  /** @defaultValue `RETRY_POLICY` */
  readonly retry?: RetryPolicy;
  /**
   * How many programs that work for one run at the same time share the rate of the caller, this one
   * included; left out: the run is this program's alone.
   */
  readonly sharers?: number;
  /** @defaultValue `TIMEOUTS` */
  readonly timeouts?: Timeouts;
  /** @defaultValue that of the machine */
  readonly clock?: Clock;
}

export interface SessionRequest {
  readonly settings: Settings;
  readonly world: World;
  readonly signal: AbortSignal;
}

/** A way to AWS, and who goes it. */
export interface Session extends SessionRequest, StoreChoice {
  readonly clock: Clock;
  readonly caller: Caller;
}

/** Opens the way, does the work, and closes it. */
export async function withSession<T>(
  request: SessionRequest,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { settings, world, signal } = request;
  const { environment, clock = CLOCK } = world;
  const connection = await connect({
    region: settings.region,
    profile: settings.profile,
    credentials: credentialsFrom(environment, settings),
    endpointOf: (service) => endpointFrom(environment, service),
    sockets: settings.concurrency * REQUESTS_PER_ACCOUNT,
    callsPerSecond: ceilingOf(settings, world),
    ...(world.sharers === undefined ? {} : { sharers: world.sharers }),
    onThrottle: sayThrottled(world.reporter),
    retry: world.retry ?? RETRY_POLICY,
    timeouts: world.timeouts ?? TIMEOUTS,
  });
  try {
    const caller = await identifyCaller(connection, signal);
    return await work({ ...request, environment, clock, connection, caller });
  } catch (thrown) {
    throw errorBeforeRun(thrown, signal);
  } finally {
    connection.close();
  }
}

/**
 * Each of many programs would find out by itself how fast AWS may be asked, and again in every batch.
 * That is why they have a ceiling, of which IAM publishes none.
 */
const SHARED_CALLS_PER_SECOND = 200;

/** How many calls of IAM one of the programs of a run may make per second; `null`: no limit is set. */
export function ceilingOf(
  { callsPerSecond }: Pick<Settings, 'callsPerSecond'>,
  { sharers }: Pick<World, 'sharers'>,
): number | null {
  if (sharers === undefined) return callsPerSecond;
  return (callsPerSecond ?? SHARED_CALLS_PER_SECOND) / sharers;
}

/** How to go on with a run that an error has left behind, as the end of a sentence. */
export function wayOnIn({ wayOn = resumeByCommand }: World): (runId: string) => string {
  return wayOn;
}

const resumeByCommand = (runId: string) => `finish the run with \`iam-users resume ${runId}\`.`;

/** How accounts are opened for a run with these settings. */
export function accessOptionsOf(
  { connection, caller, clock }: Session,
  {
    roleName,
    externalId,
    columns,
    freshness,
  }: Pick<PlanSettings, 'roleName' | 'externalId' | 'columns' | 'freshness'>,
): AccountAccessOptions {
  return {
    connection,
    caller,
    role: {
      partition: caller.partition,
      roleName,
      externalId,
      sessionPolicy: sessionPolicy(needOf(columns, freshness)),
    },
    clock,
  };
}

const CLOCK: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};
