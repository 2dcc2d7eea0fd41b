import type { Json } from '../columns/json.ts';
import { compareText } from '../model/text-order.ts';

/**
 * Compact JSON with sorted keys.
 *
 * U+2028 and U+2029 are valid in tag values and in JSON, but end a line for many readers of text,
 * so they are escaped. `JSON.stringify` escapes lone surrogates, which UTF-8 cannot hold.
 */
export function jsonText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (typeof value === 'object' && value !== null && 'object' in value) {
    const entries = [...value.object].toSorted(([left], [right]) => compareText(left, right));
    return `{${entries.map(([key, held]) => `${scalar(key)}:${jsonText(held)}`).join(',')}}`;
  }
  return scalar(value);
}

function scalar(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
