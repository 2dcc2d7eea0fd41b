import type { Position } from './page.ts';

/** A position as opaque text, bound to the list and the filter that it belongs to. */
export function encodeMarker(binding: string, { after, emptyGiven }: Position): string {
  return Buffer.from(JSON.stringify([binding, after, emptyGiven])).toString('base64url');
}

/** `null`: the marker is of another list, or not one of ours. */
export function decodeMarker(marker: string, binding: string): Position | null {
  const parts = parse(Buffer.from(marker, 'base64url').toString());
  if (parts === null || parts[0] !== binding) return null;
  const after = parts[1];
  return { after: typeof after === 'string' ? after : null, emptyGiven: parts[2] === true };
}

function parse(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as readonly unknown[]) : null;
  } catch {
    return null;
  }
}
