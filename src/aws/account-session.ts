import { IAMClient } from '@aws-sdk/client-iam';
import type { ErrorCode } from '../errors.ts';
import type { CallUsage } from '../ports.ts';
import { type Attempt, EXPIRED_CODES, toCollectorError } from './aws-errors.ts';
import type { CallCounter } from './call-counter.ts';
import type { Connection, SharedClientConfig } from './connection.ts';
import { createDenialMemory } from './denial-memory.ts';
import { codeOf } from './failure.ts';
import type { SessionCredentials } from './role-session.ts';

/** A way to call IAM in one account, whose credentials are renewed as they run out. */
export interface AccountSession {
  /**
   * Makes one call.
   *
   * @param request - Sends the command with the client and options given.
   */
  call<T>(operation: string, request: IamRequest<T>): Promise<T>;
  readonly usage: () => CallUsage;
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
  readonly counter: CallCounter;
  /** Gives new credentials; `null`: the caller's own are used, and the SDK renews them. */
  readonly renew: (() => Promise<SessionCredentials>) | null;
  readonly now: () => Date;
}

/** Credentials are renewed this long before they run out. */
const RENEW_BEFORE_MS = 5 * 60_000;

/** Opens the session; with a role, this assumes it. */
export async function openAccountSession(options: SessionOptions): Promise<AccountSession> {
  const clients = await rotatingClient(options);
  const denials = createDenialMemory();
  return {
    async call(operation, request) {
      const refusal = denials.refusalOf(operation);
      if (refusal !== null) throw refusal;
      try {
        const answer = await clients.withFreshOnExpiry((client) =>
          request(client, { abortSignal: options.signal }),
        );
        denials.succeeded(operation);
        return answer;
      } catch (thrown) {
        options.signal.throwIfAborted();
        const error = toCollectorError(thrown, attemptAt(operation, options));
        if (DENIALS.has(error.code)) denials.denied(operation, error);
        throw error;
      }
    },
    usage: options.counter.usage,
  };
}

const DENIALS: ReadonlySet<ErrorCode> = new Set([
  'ACCESS_DENIED',
  'DENIED_BY_SERVICE_CONTROL_POLICY',
]);

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
  const { connection, counter, renew, now } = options;
  const shared = connection.configFor('IAM');
  if (renew === null) {
    const client = countedClient(shared, counter);
    return { withFreshOnExpiry: (use) => use(client) };
  }

  const open = async () => {
    const credentials = await renew();
    return { client: countedClient({ ...shared, credentials }, counter), credentials };
  };
  let current = open();
  await current;
  /** Replaces `stale`, once, however many calls find out at the same time that it is. */
  const replace = (stale: typeof current) => {
    if (current === stale) current = open();
    return current;
  };

  return {
    async withFreshOnExpiry(use) {
      const before = current;
      const { credentials } = await before;
      const isOld = credentials.expiration.getTime() - now().getTime() < RENEW_BEFORE_MS;
      const used = isOld ? replace(before) : before;
      try {
        return await use((await used).client);
      } catch (thrown) {
        if (!EXPIRED_CODES.has(codeOf(thrown))) throw thrown;
        return use((await replace(used)).client);
      }
    },
  };
}

function countedClient(config: SharedClientConfig, counter: CallCounter): IAMClient {
  const client = new IAMClient(config);
  counter.watch(client);
  return client;
}
