import { type Cell, type ExpectedColumn, expectedColumns } from './expected-columns.ts';
import type { ExpectedForm } from './expected-csv.ts';
import { keyRowsOf, type RowTruth } from './expected-rows.ts';
import { jsonText } from './expected-text.ts';
import { type ExpectedAccount, truthsAbout, UNKNOWN } from './expected-truth.ts';

/** The file in JSON Lines, derived from the truth and the published contract only. */
export function expectedJsonLines(
  accounts: readonly ExpectedAccount[],
  collectedAt: string,
  { columns: names, rows = 'user', organization }: ExpectedForm = {},
): string {
  const columns = expectedColumns(names);
  return truthsAbout(accounts, collectedAt, organization ?? null)
    .flatMap((truth) => keyRowsOf(truth, rows))
    .map((row) => {
      const members = columns.map(
        (column) => `${jsonText(column.name)}:${memberText(column, row, rows)}`,
      );
      return `{${members.join(',')}}\n`;
    })
    .join('');
}

function memberText(column: ExpectedColumn, { truth, keys }: RowTruth, rows: string): string {
  if (column.per === 'user') return text(column.kind, column.of(truth));
  if (keys === UNKNOWN) return jsonText(UNKNOWN);
  const values = keys.map((key) => text(column.kind, column.of(key, truth)));
  return rows === 'user' ? `[${values.join(',')}]` : (values[0] ?? 'null');
}

/** A cell of JSON is text already. */
function text(kind: ExpectedColumn['kind'], cell: Cell): string {
  return kind === 'json' && cell !== null && cell !== UNKNOWN ? String(cell) : jsonText(cell);
}
