import { cellText } from './cells.ts';
import type { FileShape, Row } from './rows.ts';

/** The first line of the file, there even if no row follows. */
export function csvHeader({ columns }: FileShape): string {
  return toLine(columns.map((column) => column.name));
}

/** The line of one row. */
export function csvRow(row: Row, { columns, rawCells }: FileShape): string {
  const cells = columns.map((column) => cellText(column, row));
  return toLine(rawCells ? cells : cells.map(neutralise));
}

/**
 * Keeps a spreadsheet from taking a cell for a formula: user names may begin with `=`, `+`, `-`
 * and `@`, account names with anything.
 *
 * Reversible: what begins with `'` afterwards had it put there, so that cells that began so
 * themselves have it twice.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function neutralise(cell: string): string {
  return /^[=+\-@＝＋－＠\t\r']/.test(cell) ? `'${cell}` : cell;
}

/**
 * By RFC 4180. A line of one empty cell would be a blank line, which readers skip; so it is quoted.
 *
 * Written here because csv-stringify 6.9.0 leaves line breaks and that blank line unquoted, cannot
 * neutralise reversibly, and takes more time for its part than all the rest of a row.
 */
function toLine(cells: readonly string[]): string {
  const line = cells.map(quote).join(',');
  return `${line === '' ? '""' : line}\r\n`;
}

/** `;` and tabs are quoted too: many spreadsheets take them for separators beside the comma. */
function quote(cell: string): string {
  return /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
