import type { Retrier } from './definition.ts';
import type { Situation } from './situation.ts';
import { StateError } from './state-error.ts';

/** Makes attempts as long as a retrier of the state allows; each is told how many came before. */
export async function retrying<T>(
  retriers: readonly Retrier[],
  { name, input, execution }: Situation,
  attempt: (retryCount: number) => Promise<T>,
): Promise<T> {
  const counts = new Map<Retrier, number>();
  for (let retryCount = 0; ; retryCount += 1) {
    try {
      return await attempt(retryCount);
    } catch (thrown) {
      const { retrier, error } = worthARetry(thrown, retriers);
      const count = counts.get(retrier) ?? 0;
      if (count >= retrier.MaxAttempts) throw error;
      counts.set(retrier, count + 1);
      const mostSeconds = longest(retrier, count);
      await execution.services.pause({ state: name, input, error, mostSeconds });
    }
  }
}

/** The first retrier that names the error decides. Throws it again if there is none. */
function worthARetry(error: unknown, retriers: readonly Retrier[]) {
  if (!(error instanceof StateError)) throw error;
  const retrier = retriers.find(({ ErrorEquals }) => ErrorEquals.includes(error.name));
  if (retrier === undefined) throw error;
  return { retrier, error } as const;
}

/** With full jitter, a pause is anything up to that. */
function longest(retrier: Retrier, count: number): number {
  const { IntervalSeconds, BackoffRate, MaxDelaySeconds } = retrier;
  return Math.min(IntervalSeconds * BackoffRate ** count, MaxDelaySeconds);
}
