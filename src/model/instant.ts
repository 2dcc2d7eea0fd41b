/**
 * An instant in UTC with whole seconds: `2026-09-11T13:14:52Z`.
 *
 * Text, because it is stored in JSON and two instants then compare as they sort. IAM's own dates
 * have whole seconds, so nothing is lost.
 */
export type Instant = string;

/** One day in milliseconds. Every day has the same length in UTC. */
const DAY_MS = 86_400_000;

/** Drops the milliseconds, as IAM does. */
export function toInstant(date: Date): Instant {
  const text = date.toISOString();
  // Joined, because a template would keep its parts, which are more than twice as large together.
  return [text.slice(0, 10), 'T', text.slice(11, 19), 'Z'].join('');
}

/**
 * Whole days from `since` to `at`, rounded down and never below 0: what was created after the run
 * began is 0 days old.
 */
export function ageInDays(since: Instant, at: Instant): number {
  return Math.max(0, Math.floor((Date.parse(at) - Date.parse(since)) / DAY_MS));
}

/** The later of the instants that are not `null`; `null` if there is none. */
export function latest(instants: readonly (Instant | null)[]): Instant | null {
  return instants.reduce((newest, candidate) => {
    if (candidate === null) return newest;
    return newest === null || candidate > newest ? candidate : newest;
  }, null);
}
