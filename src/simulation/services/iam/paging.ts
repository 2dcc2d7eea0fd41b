import { decodeMarker, encodeMarker } from '../marker.ts';
import { BEGINNING, type Position, takePage } from '../page.ts';
import { element } from '../xml.ts';
import { type IamCall, validationError } from './call.ts';

/** One page, and the elements that say whether there are more. */
export interface IamPage<T> {
  readonly items: readonly T[];
  readonly trailer: string;
}

export interface IamList<T> {
  readonly items: readonly T[];
  /** Sorted as `items` are. */
  readonly keyOf: (item: T) => string;
  /** What a marker is good for beside the operation, such as a filter. */
  readonly binding?: string;
  /** @defaultValue `Invalid Marker` */
  readonly wrongMarker?: string;
}

/** A page of a list that is sorted by a key, as IAM's lists of users are. */
export function sortedPage<T>(call: IamCall, list: IamList<T>): IamPage<T> {
  const binding = `${call.operation}/${list.binding ?? ''}`;
  const page = takePage(
    {
      items: list.items,
      keyOf: list.keyOf,
      position: positionOf(call, binding, list.wrongMarker ?? 'Invalid Marker'),
      limit: limitOf(call),
    },
    call.state.behaviour.pages,
  );
  const marker = page.next === null ? null : encodeMarker(binding, page.next);
  return {
    items: page.items,
    trailer: element('IsTruncated', marker !== null) + element('Marker', marker),
  };
}

/** A page of a short list without an order of its own, such as the access keys of a user. */
export function numberedPage<T>(call: IamCall, all: readonly T[]): IamPage<T> {
  const page = sortedPage(call, {
    items: all.map((item, number) => ({ item, key: String(number).padStart(6, '0') })),
    keyOf: ({ key }) => key,
    binding: call.parameters.get('UserName') ?? '',
  });
  return { items: page.items.map(({ item }) => item), trailer: page.trailer };
}

function limitOf({ parameters }: IamCall): number {
  const text = parameters.get('MaxItems') ?? '100';
  const limit = Number(text);
  if (limit >= 1 && limit <= 1000) return limit;
  const bound = limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 1000';
  throw validationError(
    `1 validation error detected: Value '${text}' at 'maxItems' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

function positionOf({ parameters }: IamCall, binding: string, wrong: string): Position {
  const marker = parameters.get('Marker');
  if (marker === null) return BEGINNING;
  const position = decodeMarker(marker, binding);
  if (position === null) throw validationError(wrong);
  return position;
}
