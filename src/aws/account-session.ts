import type { IAMClient } from '@aws-sdk/client-iam';
import { type Attempt, toCollectorError } from './aws-errors.ts';
import type { Connection, SharedClientConfig } from './connection.ts';
import { governRequests } from './governor/govern-requests.ts';
import { createIamClient } from './iam-client.ts';
import { type RequestListener, watchRequests } from './request-listener.ts';
import type { SessionCredentials } from './role-session.ts';
import { createRotatingClient, type RotatingClient } from './rotating-client.ts';

/** A way to call IAM in one account, whose credentials are renewed as they run out. */
export interface AccountSession {
  /** Whether no more of a list is read than its beginning. @defaultValue false */
  readonly isTrial?: boolean;
  /**
   * Makes one call.
   *
   * @param request - Sends the command with the client and options given.
   */
  call<T>(operation: string, request: IamRequest<T>): Promise<T>;
}

export type IamRequest<T> = (
  client: IAMClient,
  options: { readonly abortSignal: AbortSignal },
) => Promise<T>;

export interface SessionOptions {
  readonly connection: Connection;
  readonly accountId: string;
  /** What to tell the user if a read is denied: who must be allowed. */
  readonly principal: string;
  readonly signal: AbortSignal;
  readonly onRequest: RequestListener;
  /** Gives new credentials; `null`: the caller's own are used, and the SDK renews them. */
  readonly renew: (() => Promise<SessionCredentials>) | null;
  readonly now: () => Date;
}

/** Opens the session; with a role, this assumes it. */
export async function openAccountSession(options: SessionOptions): Promise<AccountSession> {
  const rotating = await clientOf(options);
  return {
    async call(operation, request) {
      try {
        return await rotating.use((client) => request(client, { abortSignal: options.signal }));
      } catch (thrown) {
        options.signal.throwIfAborted();
        throw toCollectorError(thrown, attemptAt(operation, options));
      }
    },
  };
}

function attemptAt(operation: string, { principal, renew }: SessionOptions): Attempt {
  return {
    operation,
    purpose: `call ${operation}`,
    deniedRemedy: `Allow \`iam:${operation}\` in the policy of ${principal}.`,
    codes: {
      denied: 'ACCESS_DENIED',
      expired: renew === null ? 'CREDENTIALS_EXPIRED' : 'SESSION_EXPIRED',
      invalid: renew === null ? 'CREDENTIALS_INVALID' : 'SESSION_EXPIRED',
      unreachable: 'CONNECTION_FAILED',
    },
  };
}

/** The caller's own credentials need no renewal: whoever gave them to the SDK sees to it. */
async function clientOf(options: SessionOptions): Promise<RotatingClient> {
  const { connection, renew, now } = options;
  const shared = connection.configFor('IAM');
  if (renew === null) {
    const client = watchedClient(shared, options);
    return { use: (work) => work(client) };
  }
  const open = async () => {
    const credentials = await renew();
    const client = watchedClient({ ...shared, credentials }, options);
    return { client, expiration: credentials.expiration };
  };
  return createRotatingClient(open, now);
}

function watchedClient(
  config: SharedClientConfig,
  { connection, accountId, onRequest, signal }: SessionOptions,
): IAMClient {
  const client = createIamClient(config);
  governRequests(client, { governor: connection.governor, service: 'IAM', accountId, signal });
  watchRequests(client, onRequest);
  return client;
}
