import { styleText } from 'node:util';
import type { Output } from './command-io.ts';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green';

/** Colours a text, or leaves it as it is. Colour never carries meaning alone. */
export type Paint = (style: Style, text: string) => string;

/** Colours on a terminal; NO_COLOR (https://no-color.org) and FORCE_COLOR decide otherwise. */
export function paintFor(
  output: Output,
  environment: Readonly<Record<string, string | undefined>>,
): Paint {
  if (!hasColor(output, environment)) return plain;
  return (style, text) => styleText(style, text, { validateStream: false });
}

/** For files and tests. */
export const plain: Paint = (_style, text) => text;

function hasColor(
  output: Output,
  { FORCE_COLOR, NO_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
): boolean {
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return !NO_COLOR && output.isTTY === true && TERM !== 'dumb';
}
