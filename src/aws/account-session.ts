import { IAMClient } from '@aws-sdk/client-iam';
import { type Attempt, EXPIRED_CODES, toCollectorError } from './aws-errors.ts';
import type { Connection, SharedClientConfig } from './connection.ts';
import { codeOf } from './failure.ts';
import { type RequestListener, watchRequests } from './request-listener.ts';
import type { SessionCredentials } from './role-session.ts';

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
  /** What to tell the user if a read is denied: who must be allowed. */
  readonly principal: string;
  readonly signal: AbortSignal;
  readonly onRequest: RequestListener;
  /** Gives new credentials; `null`: the caller's own are used, and the SDK renews them. */
  readonly renew: (() => Promise<SessionCredentials>) | null;
  readonly now: () => Date;
}

/** Credentials are renewed this long before they run out. */
const RENEW_BEFORE_MS = 5 * 60_000;

/** Opens the session; with a role, this assumes it. */
export async function openAccountSession(options: SessionOptions): Promise<AccountSession> {
  const clients = await rotatingClient(options);
  return {
    async call(operation, request) {
      try {
        return await clients.withFreshOnExpiry((client) =>
          request(client, { abortSignal: options.signal }),
        );
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
      invalid: 'SESSION_EXPIRED',
      unreachable: 'CONNECTION_FAILED',
    },
  };
}

interface RotatingClient {
  /** Uses a client whose credentials are valid; if AWS says otherwise, once more with new ones. */
  withFreshOnExpiry<T>(use: (client: IAMClient) => Promise<T>): Promise<T>;
}

async function rotatingClient(options: SessionOptions): Promise<RotatingClient> {
  const { connection, onRequest, renew, now } = options;
  const shared = connection.configFor('IAM');
  if (renew === null) {
    const client = watchedClient(shared, onRequest);
    return { withFreshOnExpiry: (use) => use(client) };
  }

  const open = async () => {
    const credentials = await renew();
    return { client: watchedClient({ ...shared, credentials }, onRequest), credentials };
  };
  let current = open();
  await current;
  /**
   * Replaces `stale`, once, however many calls find out at the same time that it is. A renewal that
   * fails is forgotten, so that a later call tries it again.
   */
  const replace = (stale: typeof current) => {
    if (current === stale) {
      current = open();
      current.catch(() => {
        current = stale;
      });
    }
    return current;
  };

  return {
    async withFreshOnExpiry(use) {
      const before = current;
      const { credentials } = await before;
      const isOld = credentials.expiration.getTime() - now().getTime() < RENEW_BEFORE_MS;
      const used = isOld ? replace(before) : before;
      try {
        return await use((await used.catch(() => before)).client);
      } catch (thrown) {
        if (!EXPIRED_CODES.has(codeOf(thrown))) throw thrown;
        return use((await replace(used)).client);
      }
    },
  };
}

function watchedClient(config: SharedClientConfig, onRequest: RequestListener): IAMClient {
  const client = new IAMClient(config);
  // It copies every answer for a logger, though there is none: a twentieth of a run's processor time.
  client.middlewareStack.remove('loggerMiddleware');
  watchRequests(client, onRequest);
  return client;
}
