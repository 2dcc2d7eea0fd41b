import type { Freshness } from '../model/facts.ts';
import type { Need } from '../model/permissions.ts';
import { columnsNamed, factsFor } from './select.ts';

/** What a run for these columns has to know. The summary always: it is the proof that none is missing. */
export function needOf(columns: readonly string[], freshness: Freshness): Need {
  return { facts: [...factsFor(columnsNamed(columns)), 'summary'], freshness };
}
