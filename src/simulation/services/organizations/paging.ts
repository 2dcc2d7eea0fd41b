import { ServiceError } from '../../service-error.ts';
import { decodeMarker, encodeMarker } from '../marker.ts';
import { BEGINNING, type Position, takePage } from '../page.ts';
import type { OrganizationsCall } from './call.ts';

/** AWS Organizations gives 20 items a page at most, and so many if it is not asked. */
const MOST = 20;

/** One page of a list whose order does not change, and the token of the next one if there is one. */
export function answerPage<T>(
  { state, input }: OrganizationsCall,
  all: readonly T[],
  binding: string,
): { readonly items: readonly T[]; readonly nextToken: { readonly NextToken?: string } } {
  const numbered = all.map((item, number) => ({ item, key: String(number).padStart(8, '0') }));
  const page = takePage(
    {
      items: numbered,
      keyOf: ({ key }) => key,
      position: positionOf(input.NextToken, binding),
      limit: limitOf(input.MaxResults),
    },
    state.behaviour.pages,
  );
  return {
    items: page.items.map(({ item }) => item),
    nextToken: page.next === null ? {} : { NextToken: encodeMarker(binding, page.next) },
  };
}

function limitOf(value: unknown): number {
  if (value === undefined) return MOST;
  if (typeof value === 'number' && value >= 1 && value <= MOST) return value;
  throw new ServiceError(
    'InvalidInputException',
    400,
    'You provided a value for MaxResults outside of the allowed range.',
  );
}

function positionOf(token: unknown, binding: string): Position {
  if (token === undefined || token === null) return BEGINNING;
  const position = typeof token === 'string' ? decodeMarker(token, binding) : null;
  if (position !== null) return position;
  throw new ServiceError('InvalidInputException', 400, 'You provided an invalid NextToken.');
}
