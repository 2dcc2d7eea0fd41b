import type { IAMClient } from '@aws-sdk/client-iam';
import { CollectorError } from '../errors.ts';
import type { AccountSession } from './account-session.ts';
import { codeOf } from './failure.ts';
import { allPages, nextMarker } from './pages.ts';

/** The largest page that IAM gives; its default is 100. */
const PAGE_SIZE = 1000;

/** What is asked for where it only matters whether a list can be had. */
const FIRST_ITEMS = 10;

/** What every list of IAM takes and answers. */
export interface Paging {
  readonly MaxItems: number;
  readonly Marker?: string;
}

export interface TruncatedAnswer {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListRequest<Answer, Item> {
  readonly operation: string;
  readonly send: (
    client: IAMClient,
    paging: Paging,
    options: { readonly abortSignal: AbortSignal },
  ) => Promise<Answer>;
  readonly items: (answer: Answer) => readonly Item[];
}

/** Reads a list of IAM to its end, or its beginning if the session is a trial. */
export async function fetchList<Answer extends TruncatedAnswer, Item>(
  session: AccountSession,
  { operation, send, items }: ListRequest<Answer, Item>,
): Promise<readonly Item[]> {
  if (session.isTrial === true) {
    const first = { MaxItems: FIRST_ITEMS };
    return items(await session.call(operation, (client, options) => send(client, first, options)));
  }
  return allPages(operation, async (Marker) => {
    const paging = { MaxItems: PAGE_SIZE, ...(Marker === null ? {} : { Marker }) };
    const answer = await session.call(operation, (client, options) =>
      send(client, paging, options),
    );
    return { items: items(answer), next: nextMarker(operation, answer) };
  });
}

/** Gives `null` where IAM answers that the user or key does not exist. */
export async function orNone<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof CollectorError && isNoSuchEntity(thrown.cause)) return null;
    throw thrown;
  }
}

export function isNoSuchEntity(thrown: unknown): boolean {
  return ['NoSuchEntityException', 'NoSuchEntity'].includes(codeOf(thrown));
}
