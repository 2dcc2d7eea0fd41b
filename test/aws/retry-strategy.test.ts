import { describe, expect, it } from 'vitest';
import { RETRY_POLICY } from '../../src/aws/backoff.ts';
import { createRetryStrategy } from '../../src/aws/retry-strategy.ts';

/** The SDK's type wants a cause. */
function clientError(name: string, message: string) {
  const cause = new Error('the answer of the server');
  return Object.assign(new Error(message), { name, $fault: 'client' as const, cause });
}

const THROTTLED = clientError('Throttling', 'Rate exceeded');

const POLICY = { ...RETRY_POLICY, throttled: { attempts: 4, baseMs: 1_000, capMs: 20_000 } };

describe('the retry strategy', () => {
  it('repeats a throttled call with growing waits until its attempts are used up', async () => {
    const strategy = createRetryStrategy(POLICY, () => 0.5);
    const error = { error: THROTTLED, errorType: 'THROTTLING' } as const;

    let token = await strategy.acquireInitialRetryToken('');
    const waits: number[] = [];
    for (let retry = 1; retry < POLICY.throttled.attempts; retry += 1) {
      token = await strategy.refreshRetryTokenForRetry(token, error);
      waits.push(token.getRetryDelay());
    }

    expect(waits).toEqual([500, 1_000, 2_000]);
    expect(token.getRetryCount()).toBe(3);
    await expect(strategy.refreshRetryTokenForRetry(token, error)).rejects.toBe(THROTTLED);
  });

  it('has no quota that calls could use up together', async () => {
    const strategy = createRetryStrategy(POLICY, () => 0);
    const error = { error: THROTTLED, errorType: 'THROTTLING' } as const;

    const retries = Array.from({ length: 1_000 }, async () =>
      strategy.refreshRetryTokenForRetry(await strategy.acquireInitialRetryToken(''), error),
    );

    await expect(Promise.all(retries)).resolves.toHaveLength(1_000);
  });

  it('waits as long as AWS asks for, if that is longer', async () => {
    const strategy = createRetryStrategy(POLICY, () => 0);
    const retryAfterHint = new Date(Date.now() + 10_000);

    const token = await strategy.refreshRetryTokenForRetry(
      await strategy.acquireInitialRetryToken(''),
      { error: THROTTLED, errorType: 'THROTTLING', retryAfterHint },
    );

    expect(token.getRetryDelay()).toBeGreaterThan(5_000);
    expect(token.getRetryDelay()).toBeLessThanOrEqual(10_000);
  });

  it('gives up at once on what repeating cannot help', async () => {
    const strategy = createRetryStrategy(POLICY);
    const denied = clientError('AccessDenied', 'no');
    const token = await strategy.acquireInitialRetryToken('');

    const retry = strategy.refreshRetryTokenForRetry(token, {
      error: denied,
      errorType: 'CLIENT_ERROR',
    });

    await expect(retry).rejects.toBe(denied);
  });
});
