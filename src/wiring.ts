import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAccountAccess } from './aws/account-access.ts';
import { RETRY_POLICY, type RetryPolicy } from './aws/backoff.ts';
import { identifyCaller } from './aws/caller.ts';
import { type Connection, connect, TIMEOUTS, type Timeouts } from './aws/connection.ts';
import { credentialsFrom, type Environment, endpointFrom } from './aws/environment.ts';
import { createOrganizationDirectory } from './aws/organization-directory.ts';
import { errorBeforeRun } from './collect/interruption.ts';
import { makePlan } from './collect/make-plan.ts';
import { requireAdoptable } from './collect/parent-run.ts';
import { type RunOptions, type RunResult, runPlan } from './collect/run.ts';
import { createRunStore, type RunStore } from './collect/run-store.ts';
import { findResumable, findRun, type KeptRun, keepPlan } from './collect/run-stores.ts';
import { needOf } from './columns/need.ts';
import type { Reporter } from './messages.ts';
import type { Plan } from './organization/plan.ts';
import { requireAccounts } from './organization/select-accounts.ts';
import { sessionPolicy } from './policies/session-policy.ts';
import type { Caller, Clock, Store } from './ports.ts';
import type { Place, Settings } from './settings/settings.ts';
import { createDirectoryStore, createS3Client, createS3Store } from './store/index.ts';

/**
 * The product, put together for one set of settings. Every method rejects with a `CollectorError`,
 * which is `INTERRUPTED` if the signal was aborted before it could do its work.
 */
export interface Collector {
  /**
   * What `collect` would read and skip, be it that nothing is left to read. No more is read than the
   * organization, and nothing is written.
   */
  plan(signal: AbortSignal): Promise<Plan>;
  /**
   * Plans, collects, publishes. When the signal is aborted, no further account is started, those in
   * flight are finished and kept, and the error is `INTERRUPTED`.
   */
  collect(signal: AbortSignal, options?: CollectOptions): Promise<RunResult>;
  /** Finishes a run that was interrupted. */
  resume(runId: string, signal: AbortSignal): Promise<RunResult>;
}

export interface CollectOptions {
  /**
   * Given from outside, such as by the request of a Lambda function, it makes the run repeatable:
   * what an earlier attempt under the same id finished is not read again.
   */
  readonly runId?: string;
  /** What is not read by then is `NOT_STARTED`. */
  readonly deadline?: Date;
}

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
  /** @defaultValue `TIMEOUTS` */
  readonly timeouts?: Timeouts;
  /** @defaultValue that of the machine */
  readonly clock?: Clock;
}

/** Chooses the adapters. */
export function createCollector(settings: Settings, world: World): Collector {
  const connected = <T>(signal: AbortSignal, work: (session: Session) => Promise<T>) =>
    withSession({ settings, world, signal }, work);
  return {
    plan: (signal) => connected(signal, (session) => planFor(session, null)),
    collect: (signal, { runId = null, deadline = null } = {}) =>
      connected(signal, async (session) => {
        const stores = runStoresOf(session);
        const before = runId === null ? null : await findRun(runId, stores);
        const kept = before ?? (await begin(session, stores, runId));
        return run(session, kept, { deadline, isResumed: before !== null });
      }),
    resume: (runId, signal) =>
      connected(signal, async (session) => {
        const kept = await findResumable(runId, runStoresOf(session), session.clock.now());
        return run(session, kept, { deadline: null, isResumed: true });
      }),
  };
}

/** Calls that one account may have in flight: its users' and those of its lists. */
const SOCKETS_PER_ACCOUNT = 6;

const CLOCK: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};

interface Request {
  readonly settings: Settings;
  readonly world: World;
  readonly signal: AbortSignal;
}

/** A way to AWS, and who goes it. */
interface Session extends Request {
  readonly clock: Clock;
  readonly connection: Connection;
  readonly caller: Caller;
}

async function withSession<T>(
  request: Request,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { settings, world, signal } = request;
  const { environment, clock = CLOCK } = world;
  const connection = await connect({
    region: settings.region,
    profile: settings.profile,
    credentials: credentialsFrom(environment, settings),
    endpointOf: (service) => endpointFrom(environment, service),
    sockets: settings.concurrency * SOCKETS_PER_ACCOUNT,
    retry: world.retry ?? RETRY_POLICY,
    timeouts: world.timeouts ?? TIMEOUTS,
  });
  try {
    const caller = await identifyCaller(connection, signal);
    return await work({ ...request, clock, connection, caller });
  } catch (thrown) {
    throw errorBeforeRun(thrown, signal);
  } finally {
    connection.close();
  }
}

const resumeByCommand = (runId: string) => `finish the run with \`iam-users resume ${runId}\`.`;

async function planFor(
  { settings, connection, clock, signal }: Session,
  runId: string | null,
): Promise<Plan> {
  return makePlan(
    {
      runId,
      parentRunId: settings.retryFailed,
      accounts: settings.accounts,
      organizationId: settings.organizationId,
      filters: settings,
      settings: {
        roleName: settings.roleName,
        externalId: settings.externalId,
        freshness: settings.freshness,
        columns: settings.columns,
        rowForm: settings.rowForm,
        formats: settings.formats,
        rawCells: settings.rawCells,
        minCoverage: settings.minCoverage,
      },
    },
    {
      clock,
      directory: createOrganizationDirectory(connection),
      randomHex: () => randomBytes(3).toString('hex'),
    },
    signal,
  );
}

async function begin(
  session: Session,
  stores: readonly RunStore[],
  runId: string | null,
): Promise<KeptRun> {
  const { settings, world, clock } = session;
  if (settings.retryFailed !== null) {
    const parent = await findResumable(settings.retryFailed, stores, clock.now());
    requireAdoptable(parent.plan, settings);
  }
  const plan = await planFor(session, runId);
  requireAccounts(plan.accounts);
  return { plan, runStore: await keepPlan(plan, stores, world.reporter) };
}

async function run(
  session: Session,
  { plan, runStore }: KeptRun,
  options: Pick<RunOptions, 'deadline' | 'isResumed'>,
): Promise<RunResult> {
  const { settings, world, connection, caller, clock, signal } = session;
  const { roleName, externalId, columns, freshness } = plan.settings;
  const access = createAccountAccess({
    connection,
    caller,
    role: {
      partition: caller.partition,
      roleName,
      externalId,
      sessionPolicy: sessionPolicy(needOf(columns, freshness)),
    },
    clock,
  });
  return runPlan(
    plan,
    {
      access,
      callerArn: caller.arn,
      runStore,
      parentStore: await parentStoreOf(session, plan),
      target: storeAt(settings.target, session),
      clock,
      reporter: world.reporter,
    },
    {
      ...options,
      concurrency: settings.concurrency,
      stop: signal,
      wayOn: world.wayOn ?? resumeByCommand,
    },
  );
}

async function parentStoreOf(session: Session, { parentRunId }: Plan): Promise<RunStore | null> {
  if (parentRunId === null) return null;
  const parent = await findRun(parentRunId, runStoresOf(session));
  return parent?.runStore ?? null;
}

/**
 * Where a run is kept, in the order of preference. A bucket that takes the result may refuse the
 * rest; then this machine's disk has to do.
 */
function runStoresOf(session: Session): readonly RunStore[] {
  const { runStore, target } = session.settings;
  if (runStore !== null) return [createRunStore(storeAt(runStore, session))];
  const besideTarget = createRunStore(storeAt(below(target, '_iam-users'), session));
  return target.kind === 's3' ? [besideTarget, localRunStore(session)] : [besideTarget];
}

/** The disk of a Lambda function is gone with it. */
function localRunStore(session: Session): RunStore {
  const isLasting = session.world.environment.AWS_LAMBDA_FUNCTION_NAME === undefined;
  const path = join(isLasting ? 'iam-users' : tmpdir(), '_iam-users');
  return createRunStore(createDirectoryStore(path), { isLasting });
}

function below(place: Place, name: string): Place {
  if (place.kind === 'directory') return { ...place, path: join(place.path, name) };
  return { ...place, prefix: place.prefix === '' ? name : `${place.prefix}/${name}` };
}

function storeAt(place: Place, { settings, world, connection }: Session): Store {
  if (place.kind === 'directory') return createDirectoryStore(place.path);
  const isCustomEndpoint = endpointFrom(world.environment, 'S3') !== null;
  return createS3Store({
    client: createS3Client({
      ...connection.configFor('S3'),
      ...(isCustomEndpoint ? { forcePathStyle: true } : {}),
    }),
    bucket: place.bucket,
    prefix: place.prefix,
    expectedBucketOwner: settings.bucketOwner,
    kmsKeyId: settings.kmsKeyId,
  });
}
