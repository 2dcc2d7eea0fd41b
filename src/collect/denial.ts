import { CollectorError } from '../errors.ts';

/** What a store answers, or something else where it refuses access. */
export async function unlessDenied<T, D>(answer: Promise<T>, instead: D): Promise<T | D> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof CollectorError && thrown.code === 'STORE_ACCESS_DENIED') return instead;
    throw thrown;
  }
}
