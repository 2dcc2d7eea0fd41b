import * as z from 'zod';
import { columnsNamed, expandColumnNames } from '../columns/select.ts';
import { STANDARD_COLUMNS } from '../columns/standard-columns.ts';
import { TAG_PREFIX } from '../columns/tag-column.ts';
import { CollectorError } from '../errors.ts';
import { listOf } from './lists.ts';

/** The columns of the file unless it is set otherwise. */
export const DEFAULT_COLUMNS: readonly string[] = STANDARD_COLUMNS.map(({ name }) => name);

/** Names of columns, in the order of the file; `all` is replaced by what it stands for. */
export const columnNames = z.preprocess(
  (value) => (typeof value === 'string' ? splitNames(value) : value),
  listOf(z.string(), 'a list of names of columns')
    .superRefine((names, context) => {
      const complaint = complaintAbout(names);
      if (complaint !== null) context.addIssue({ code: 'custom', message: complaint });
    })
    .transform(expandColumnNames),
);

/** Commas or white space separate names. The key of a tag may hold blanks, so it ends at a comma. */
function splitNames(text: string): readonly string[] {
  return text
    .split(/[,\r\n]+/)
    .flatMap((piece) => piece.split(/(?<=^|\s)(?=Tag:)/))
    .flatMap((piece) => (piece.startsWith(TAG_PREFIX) ? [piece.trim()] : piece.split(/\s+/)))
    .filter((name) => name !== '');
}

function complaintAbout(names: readonly string[]): string | null {
  try {
    columnsNamed(expandColumnNames(names));
    return null;
  } catch (error) {
    return CollectorError.from(error).message;
  }
}
