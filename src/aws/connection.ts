import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import type { RetryPolicy } from './backoff.ts';
import { createGovernor, type Governor, type GovernorOptions } from './governor/governor.ts';
import { createRetryStrategy } from './retry-strategy.ts';

/** How to reach AWS. `null` leaves the choice to the SDK: environment, shared files, metadata. */
export interface ConnectionOptions {
  readonly region: string | null;
  readonly profile: string | null;
  readonly credentials: StaticCredentials | null;
  /** One endpoint for each service, such as that of a simulation. */
  readonly endpointOf: (service: AwsService) => string | null;
  /** Connections that may be open at the same time. */
  readonly sockets: number;
  /** Calls of IAM per second that are never exceeded. @defaultValue as many as AWS takes */
  readonly callsPerSecond?: number | null;
  readonly sharers?: GovernorOptions['sharers'];
  readonly onThrottle?: GovernorOptions['onThrottle'];
  readonly retry: RetryPolicy;
  readonly timeouts: Timeouts;
}

/** How long one attempt at a call may take, in milliseconds. */
export interface Timeouts {
  readonly connectMs: number;
  /** Until the answer begins, except for uploads. */
  readonly answerMs: number;
  /** The same for the first call of a run, the one to find out that nobody answers. */
  readonly firstAnswerMs: number;
  /** Without a byte in either direction: ends an answer that stalls in the middle. */
  readonly idleMs: number;
}

/** A page of 1,000 users takes IAM some seconds. */
export const TIMEOUTS: Timeouts = {
  connectMs: 5_000,
  answerMs: 60_000,
  firstAnswerMs: 10_000,
  idleMs: 30_000,
};

export interface StaticCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The services by the names that `AWS_ENDPOINT_URL_<SERVICE>` uses. */
export type AwsService = 'STS' | 'IAM' | 'ORGANIZATIONS' | 'S3';

/** The part of a client's configuration that every client of one run has in common. */
export type SharedClientConfig = Pick<
  STSClientConfig,
  | 'region'
  | 'credentials'
  | 'requestHandler'
  | 'retryStrategy'
  | 'endpoint'
  | 'useFipsEndpoint'
  | 'useDualstackEndpoint'
  | 'userAgentAppId'
  | 'defaultsMode'
>;

/** One way to AWS: clients for every account go through its handler, so they share connections. */
export interface Connection {
  /** STS as the caller. */
  readonly sts: STSClient;
  /** Whoever makes a client or a command has it governed, except for Amazon S3. */
  readonly governor: Governor;
  readonly timeouts: Timeouts;
  /** For a client that acts as the caller. */
  configFor(service: AwsService): SharedClientConfig;
  close(): void;
}

/** Where a region is needed but none is set: IAM and Organizations have only one each. */
const DEFAULT_REGION = 'us-east-1';

/** Requests that one account may have under way: those about its users, and for its lists. */
export const REQUESTS_PER_ACCOUNT = 6;

export async function connect(options: ConnectionOptions): Promise<Connection> {
  const retryStrategy = createRetryStrategy(options.retry);
  const { timeouts } = options;
  const sts = new STSClient({
    ...(options.profile === null ? {} : { profile: options.profile }),
    ...(options.credentials === null ? {} : { credentials: options.credentials }),
    ...endpointConfig(options, 'STS'),
    region: await regionOf(options),
    retryStrategy,
    requestHandler: handlerOptions(options, timeouts.answerMs),
  });
  const { region, credentials, requestHandler } = sts.config;
  // What each client would look up for itself, and without the profile that was named.
  const { useFipsEndpoint, useDualstackEndpoint, userAgentAppId, defaultsMode } = sts.config;
  const lookedUp = { useFipsEndpoint, useDualstackEndpoint, userAgentAppId, defaultsMode };
  // S3 answers an upload when the last byte has come, which takes as long as it takes.
  const uploads = new STSClient({ region, requestHandler: handlerOptions(options, 0) });
  return {
    sts,
    governor: governorFor(options),
    timeouts,
    configFor: (service) => ({
      ...lookedUp,
      region,
      credentials,
      requestHandler: service === 'S3' ? uploads.config.requestHandler : requestHandler,
      retryStrategy,
      ...endpointConfig(options, service),
    }),
    close: () => {
      sts.destroy();
      uploads.destroy();
    },
  };
}

function governorFor({
  sockets,
  callsPerSecond = null,
  sharers,
  onThrottle,
}: ConnectionOptions): Governor {
  return createGovernor({
    bounds: { inAll: sockets, perAccount: REQUESTS_PER_ACCOUNT },
    ceiling: callsPerSecond,
    ...(sharers === undefined ? {} : { sharers }),
    ...(onThrottle === undefined ? {} : { onThrottle }),
  });
}

function handlerOptions({ sockets, timeouts }: ConnectionOptions, requestTimeout: number) {
  const agent = { keepAlive: true, maxSockets: sockets };
  return {
    httpAgent: agent,
    httpsAgent: agent,
    connectionTimeout: timeouts.connectMs,
    requestTimeout,
    socketTimeout: timeouts.idleMs,
    throwOnRequestTimeout: true,
  };
}

/** The region that is set, here or in the profile; else one that every partition `aws` account has. */
async function regionOf({ region, profile }: ConnectionOptions): Promise<string> {
  if (region !== null) return region;
  const probe = new STSClient(profile === null ? {} : { profile });
  try {
    return await probe.config.region();
  } catch {
    return DEFAULT_REGION;
  } finally {
    probe.destroy();
  }
}

function endpointConfig(options: ConnectionOptions, service: AwsService): { endpoint?: string } {
  const endpoint = options.endpointOf(service);
  return endpoint === null ? {} : { endpoint };
}
