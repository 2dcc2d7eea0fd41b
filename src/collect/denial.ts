import { CollectorError } from '../errors.ts';

/** What a store answers, or something else where it refuses access. */
export async function unlessDenied<T, D>(answer: Promise<T>, instead: D): Promise<T | D> {
  try {
    return await answer;
  } catch (thrown) {
    if (isDenied(thrown)) return instead;
    throw thrown;
  }
}

/** Whether a store refused access. */
export function isDenied(thrown: unknown): thrown is CollectorError {
  return thrown instanceof CollectorError && thrown.code === 'STORE_ACCESS_DENIED';
}
