import { type ExpectedKey, expectedKeys } from './expected-keys.ts';
import type { UserTruth } from './expected-truth.ts';

/** What the cells of one row derive from. */
export interface RowTruth {
  readonly truth: UserTruth;
  /** Those that the row shows. */
  readonly keys: 'unknown' | readonly ExpectedKey[];
}

/** One row for a user, or one for each access key; without keys, or if they are unknown, one. */
export function keyRowsOf(truth: UserTruth, rows: 'user' | 'access-key'): readonly RowTruth[] {
  const keys = expectedKeys(truth);
  if (rows === 'user' || keys === 'unknown' || keys.length === 0) return [{ truth, keys }];
  return keys.map((key) => ({ truth, keys: [key] }));
}
