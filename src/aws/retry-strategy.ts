import type { STSClientConfig } from '@aws-sdk/client-sts';
import { backoffMs, type RetryPolicy } from './backoff.ts';
import { retryKindOf } from './failure.ts';

type RetryStrategy = Exclude<
  NonNullable<STSClientConfig['retryStrategy']>,
  { mode?: string; retry: unknown }
>;
type RetryToken = Awaited<ReturnType<RetryStrategy['acquireInitialRetryToken']>>;

/**
 * Decides whether and when the SDK repeats a call.
 *
 * Replaces the SDK's own strategy because of its retry quota: each client has tokens for about a
 * hundred throttled retries, and once they are spent calls fail at their first attempt, whatever
 * `maxAttempts` says. Waiting between attempts is left to the SDK, which ends it when the call is
 * aborted.
 */
export function createRetryStrategy(
  policy: RetryPolicy,
  random: () => number = Math.random,
): RetryStrategy {
  return {
    async acquireInitialRetryToken() {
      return retryToken(0, 0);
    },
    async refreshRetryTokenForRetry(token, { error, retryAfterHint }) {
      const kind = retryKindOf(error);
      const failures = token.getRetryCount() + 1;
      const delay = kind === null ? null : backoffMs(policy[kind], failures, random());
      if (delay === null) throw error ?? new TypeError('no attempt is left');
      const hintMs = (retryAfterHint?.getTime() ?? 0) - Date.now();
      return retryToken(failures, Math.max(delay, Math.min(hintMs, MAX_HINT_MS)));
    },
    recordSuccess() {},
  };
}

/** The longest wait that a `Retry-After` header can ask for, in milliseconds. */
const MAX_HINT_MS = 30_000;

function retryToken(count: number, delayMs: number): RetryToken {
  return { getRetryCount: () => count, getRetryDelay: () => delayMs };
}
