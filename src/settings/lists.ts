import * as z from 'zod';
import { mismatch } from './mismatch.ts';

/** Several values: an array, or text with commas or white space between them. */
export function listOf<T>(item: z.ZodType<T, string>, expected: string) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? splitList(value) : value),
    z
      .array(item, { error: ({ input }) => mismatch(expected, input) })
      .min(1, { error: () => `expected ${expected}, found none` }),
  );
}

/** A list in which a repeated value is a mistake, such as an account pasted twice. */
export function distinctListOf(item: z.ZodType<string, string>, expected: string) {
  return listOf(item, expected).superRefine((values, context) => {
    for (const value of repeated(values)) {
      context.addIssue({
        code: 'custom',
        message: mismatch('each value once', value, 'more than once'),
      });
    }
  });
}

/** A list in which a repeated value says nothing new. */
export function setOf(item: z.ZodType<string, string>, expected: string) {
  return listOf(item, expected).transform((values) => [...new Set(values)]);
}

/** The values of a list file: anything from `#` to the end of the line is a comment. */
export function textOfListFile(content: string): string {
  return content.replace(/^\ufeff/, '').replaceAll(/#[^\r\n]*/g, '');
}

function repeated(values: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(values.filter((value) => seen.size === seen.add(value).size));
}

function splitList(text: string): string[] {
  return text.split(/[\s,]+/).filter((value) => value !== '');
}
