import { CollectorError } from '../errors.ts';

/** One page of a list, and how to ask for the next; `null`: this was the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/**
 * Reads every page of a list. A page may be short or empty and still have a successor: only the
 * marker tells. A marker that comes back unchanged would never end.
 *
 * @throws CollectorError `RESPONSE_INVALID` if a marker repeats itself.
 */
export async function allPages<T>(
  operation: string,
  fetchPage: (marker: string | null) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let marker: string | null = null;
  for (;;) {
    const page: Page<T> = await fetchPage(marker);
    for (const item of page.items) items.push(item);
    if (page.next === null) return items;
    if (page.next === marker) {
      throw new CollectorError(
        'RESPONSE_INVALID',
        `expected ${operation} to go on with a new marker, found the same one twice`,
        { operation },
      );
    }
    marker = page.next;
  }
}

/**
 * The marker of IAM's lists.
 *
 * @throws CollectorError `RESPONSE_INVALID` if the list is cut but has no marker to go on with:
 * what was read must not pass for the whole.
 */
export function nextMarker(
  operation: string,
  answer: { readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined },
): string | null {
  if (answer.IsTruncated !== true) return null;
  if (answer.Marker !== undefined && answer.Marker !== '') return answer.Marker;
  throw new CollectorError(
    'RESPONSE_INVALID',
    `expected a marker with a list of ${operation} that is not complete, found none`,
    { operation },
  );
}
