import type { Account, Organization } from '../../src/simulation/index.ts';
import { type Cell, type ExpectedColumn, expectedColumns } from './expected-columns.ts';
import { keyRowsOf, type RowTruth } from './expected-rows.ts';
import { csvLine, dateTime } from './expected-text.ts';
import { type ExpectedAccount, truthsAbout, UNKNOWN } from './expected-truth.ts';

export type { ExpectedAccount, ExpectedReport } from './expected-truth.ts';

/** How a file is to be. */
export interface ExpectedForm {
  readonly rawCells?: boolean;
  /** @defaultValue the 18 */
  readonly columns?: readonly string[];
  /** @defaultValue `user` */
  readonly rows?: 'user' | 'access-key';
  /** In which the accounts were listed; without it they were named. */
  readonly organization?: Organization;
}

/** The whole file, derived from the truth and the published contract only. */
export function expectedCsv(
  accounts: readonly ExpectedAccount[],
  collectedAt: string,
  { rawCells = false, columns: names, rows = 'user', organization }: ExpectedForm = {},
): string {
  const columns = expectedColumns(names);
  const lines = truthsAbout(accounts, collectedAt, organization ?? null)
    .flatMap((truth) => keyRowsOf(truth, rows))
    .map((row) => columns.map((column) => cellText(column, row)));
  return [columns.map(({ name }) => name), ...lines]
    .map((cells, index) => csvLine(cells, rawCells || index === 0))
    .join('');
}

/** The file when every account that is in use was read, and nothing was denied. */
export function expectedCsvOf(
  accounts: readonly Account[],
  collectedAt: string,
  form: ExpectedForm = {},
): string {
  return expectedCsv(
    accounts.map((account) => ({ account })),
    collectedAt,
    form,
  );
}

function cellText(column: ExpectedColumn, { truth, keys }: RowTruth): string {
  if (column.per === 'user') return text(column.kind, column.of(truth));
  if (keys === UNKNOWN) return UNKNOWN;
  return keys.map((key) => text(column.kind, column.of(key, truth))).join(';');
}

function text(kind: ExpectedColumn['kind'], cell: Cell): string {
  if (cell === UNKNOWN) return kind === 'json' ? `"${UNKNOWN}"` : UNKNOWN;
  if (cell === null) return '';
  if (cell === true) return 'True';
  if (cell === false) return 'False';
  return kind === 'instant' ? dateTime(String(cell)) : String(cell);
}
