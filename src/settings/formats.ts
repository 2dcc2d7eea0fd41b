import * as z from 'zod';
import { FORMAT_NAMES, type FormatName, type Formats } from '../model/result-form.ts';
import { listOf } from './lists.ts';
import { mismatch } from './mismatch.ts';

const formatName = z.enum(FORMAT_NAMES, {
  error: ({ input }) => mismatch(FORMAT_NAMES.join(' or '), input),
});

/** Formats of data files. Their order says nothing, nor does one that is named twice. */
export const formats = listOf(formatName, 'a list of formats').transform(inOrder);

function inOrder(names: readonly FormatName[]): Formats {
  const [first = 'csv', ...others] = FORMAT_NAMES.filter((name) => names.includes(name));
  return [first, ...others];
}
