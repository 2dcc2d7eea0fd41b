import type { Column, RowAccount } from '../columns/column.ts';
import type { Instant } from '../model/instant.ts';
import type { Part } from '../model/part.ts';
import { compareText } from '../model/text-order.ts';
import { cellText } from './cells.ts';

/** How the rows of one file are written. */
export interface CsvFormat {
  readonly columns: readonly Column[];
  /** The instant from which ages are computed. */
  readonly collectedAt: Instant;
  /** Leaves cells that a spreadsheet takes for a formula as they are. */
  readonly rawCells: boolean;
}

/** What the plan knows of an account and its part does not. */
export type AccountLabels = Pick<RowAccount, 'accountName' | 'organizationalUnitPath'>;

/** The first line of the file, there even if no row follows. */
export function csvHeader(columns: readonly Column[]): string {
  return toLine(columns.map((column) => column.name));
}

/** The rows of one account, one for each user, by the UTF-8 bytes of the names. */
export function csvRows(part: Part, labels: AccountLabels, format: CsvFormat): string {
  const { accountId, accountAlias } = part.outcome;
  const { accountName, organizationalUnitPath } = labels;
  const account = { accountId, accountAlias, accountName, organizationalUnitPath };
  const { columns, collectedAt, rawCells } = format;
  return part.users
    .toSorted((left, right) => compareText(left.userName, right.userName))
    .map((user) => {
      const context = { account, user, collectedAt };
      const cells = columns.map((column) => cellText(column, context));
      return toLine(rawCells ? cells : cells.map(neutralise));
    })
    .join('');
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

/** `;` is quoted too: it separates cells in the CSV that many spreadsheets expect. */
function quote(cell: string): string {
  return /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
