import type { PageBehaviour } from '../runtime/behaviour.ts';

/** Where a page begins. */
export interface Position {
  /** Key of the last item of the page before; `null`: at the beginning. */
  readonly after: string | null;
  /** Whether the empty page that goes before this one has been given out. */
  readonly emptyGiven: boolean;
}

export const BEGINNING: Position = { after: null, emptyGiven: false };

export interface PageRequest<T> {
  /** Sorted by `keyOf`, or in the order of a list that does not change. */
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly position: Position;
  readonly limit: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** `null`: this is the last page. */
  readonly next: Position | null;
}

/** One page of a list as it is now: there is no snapshot between the pages. */
export function takePage<T>(request: PageRequest<T>, behaviour: PageBehaviour): Page<T> {
  const { items, keyOf, position } = request;
  if (behaviour.empty && !position.emptyGiven) {
    return { items: [], next: { ...position, emptyGiven: true } };
  }
  const start = position.after === null ? 0 : indexAfter(items, keyOf, position.after);
  const size = pageSize(request.limit, start, behaviour);
  const page = items.slice(start, start + size);
  const last = page.at(-1);
  const more = last !== undefined && start + size < items.length;
  return { items: page, next: more ? { after: keyOf(last), emptyGiven: false } : null };
}

function pageSize(limit: number, start: number, behaviour: PageBehaviour): number {
  const size = Math.min(limit, behaviour.maximum ?? limit);
  return behaviour.short ? 1 + (start % size) : size;
}

/** The first item after the key; the item of that key may be gone by now. */
function indexAfter<T>(items: readonly T[], keyOf: (item: T) => string, after: string): number {
  const index = items.findIndex((item) => keyOf(item) > after);
  return index < 0 ? items.length : index;
}
