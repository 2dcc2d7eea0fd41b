import * as z from 'zod';
import { COLUMNS } from '../columns/columns.ts';
import { columnsNamed } from '../columns/select.ts';
import { CollectorError } from '../errors.ts';
import { listOf } from './lists.ts';

/** The columns of the file unless it is set otherwise. */
export const DEFAULT_COLUMNS: readonly string[] = COLUMNS.map(({ name }) => name);

/** Names of columns, in the order of the file. */
export const columnNames = listOf(z.string(), 'a list of names of columns').superRefine(
  (names, context) => {
    const complaint = complaintAbout(names);
    if (complaint !== null) context.addIssue({ code: 'custom', message: complaint });
  },
);

function complaintAbout(names: readonly string[]): string | null {
  try {
    columnsNamed(names);
    return null;
  } catch (error) {
    return CollectorError.from(error).message;
  }
}
