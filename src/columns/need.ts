import type { Freshness } from '../model/facts.ts';
import type { Need } from '../model/permissions.ts';
import { columnsNamed, factsFor } from './select.ts';

/**
 * What a run for these columns has to know. Who the users are and how many IAM says they are it has
 * to know for any: the rows, and the proof that none is missing.
 */
export function needOf(columns: readonly string[], freshness: Freshness): Need {
  const facts = new Set([...factsFor(columnsNamed(columns)), 'identity', 'summary'] as const);
  return { facts, freshness };
}
