import * as z from 'zod';
import { mismatch } from './mismatch.ts';

/** A number without a fraction, as a number or in digits. */
export function wholeNumber(least: number, most: number) {
  const expected = `a whole number from ${least} to ${most}`;
  return parsedBy(expected, (value) => {
    const number = toNumber(value, /^\d+$/);
    return number !== undefined && Number.isInteger(number)
      ? within(number, least, most)
      : undefined;
  });
}

/** A number from 0 to 100, as a number or in digits. */
export const percentage = parsedBy('a number from 0 to 100', (value) =>
  within(toNumber(value, /^\d+(\.\d+)?$/), 0, 100),
);

const SWITCH: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  ['1', true],
  [false, false],
  ['false', false],
  ['0', false],
]);

/** A switch, as a boolean or as the text of an environment variable. */
export const onOrOff = parsedBy('true, false, 1 or 0', (value) =>
  SWITCH.get(typeof value === 'string' ? value.trim().toLowerCase() : value),
);

/** One of a few words. */
export function oneOf<Word extends string>(words: readonly Word[]) {
  const expected = words.join(' or ');
  return parsedBy(expected, (value) => words.find((word) => word === value));
}

/** Anything that `parse` makes a value of; `undefined` is a mismatch. */
export function parsedBy<T>(expected: string, parse: (value: unknown) => T | undefined) {
  return z.unknown().transform((value, context): T => {
    const parsed = parse(value);
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: 'custom', message: mismatch(expected, value) });
    return z.NEVER;
  });
}

function toNumber(value: unknown, pattern: RegExp): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && pattern.test(value.trim()) ? Number(value) : undefined;
}

function within(number: number | undefined, least: number, most: number): number | undefined {
  return number !== undefined && number >= least && number <= most ? number : undefined;
}
