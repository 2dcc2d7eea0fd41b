import { type CallFacts, type CallPattern, fits } from './rules.ts';

/** A token bucket, or one for each account or operation. Plain data. */
export interface RateLimit {
  readonly match?: CallPattern;
  readonly ratePerSecond: number;
  readonly burst: number;
  /** A bucket for each of these; one for all calls that match if empty. @defaultValue [] */
  readonly per?: readonly ('account' | 'operation')[];
}

/** The buckets of the limits in force. A call needs a token of every limit that fits. */
export class RateLimits {
  #limits: readonly { readonly limit: RateLimit; readonly buckets: Map<string, Bucket> }[] = [];

  /** Replaces all limits, with full buckets. */
  set(limits: readonly RateLimit[]): void {
    this.#limits = limits.map((limit) => ({ limit, buckets: new Map() }));
  }

  /** Whether the call may pass; one that may not costs no token. */
  admits(call: CallFacts): boolean {
    const now = performance.now();
    const due = this.#limits
      .filter(({ limit }) => fits(limit.match, call))
      .map(({ limit, buckets }) => refilled(buckets, limit, call, now));
    if (due.some(({ tokens }) => tokens < 1)) return false;
    for (const bucket of due) bucket.tokens -= 1;
    return true;
  }
}

interface Bucket {
  tokens: number;
  at: number;
}

function refilled(
  buckets: Map<string, Bucket>,
  limit: RateLimit,
  call: CallFacts,
  now: number,
): Bucket {
  const key = (limit.per ?? [])
    .map((part) => (part === 'account' ? call.accountId : `${call.service}:${call.operation}`))
    .join(' ');
  const bucket = buckets.get(key) ?? { tokens: limit.burst, at: now };
  const earned = ((now - bucket.at) / 1000) * limit.ratePerSecond;
  bucket.tokens = Math.min(limit.burst, bucket.tokens + earned);
  bucket.at = now;
  buckets.set(key, bucket);
  return bucket;
}
