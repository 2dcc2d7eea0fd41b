/** The rate of a token bucket from some time on; the bucket is then full, with a second's worth. */
export interface Rate {
  readonly afterMs: number;
  readonly perSecond: number;
}

/** The time in which a token bucket allows so many calls, if none of its tokens is lost. */
export function timeAllowedMs(calls: number, rates: readonly Rate[]): number {
  let left = calls;
  for (const [index, { afterMs, perSecond }] of rates.entries()) {
    const untilMs = rates[index + 1]?.afterMs ?? Number.POSITIVE_INFINITY;
    const takesMs = (Math.max(0, left - perSecond) / perSecond) * 1000;
    if (afterMs + takesMs <= untilMs) return afterMs + takesMs;
    left -= perSecond + ((untilMs - afterMs) / 1000) * perSecond;
  }
  return Number.POSITIVE_INFINITY;
}
