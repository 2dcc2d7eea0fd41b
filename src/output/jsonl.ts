import type { Column } from '../columns/column.ts';
import type { Json } from '../columns/json.ts';
import { isUnknown, type Knowable } from '../model/knowable.ts';
import { UNKNOWN_TEXT } from './cells.ts';
import { jsonText } from './json-text.ts';
import type { FileShape, Row } from './rows.ts';

/**
 * The line of one row in JSON Lines, the lossless form: values have their types, instants are ISO
 * 8601, `null` says that there is none. Keys are the names of the columns, in their order.
 *
 * @see https://jsonlines.org
 */
export function jsonLine(row: Row, shape: FileShape): string {
  const members = shape.columns.map(
    (column) => `${jsonText(column.name)}:${valueJson(column, row, shape)}`,
  );
  return `{${members.join(',')}}\n`;
}

/** Where a row stands for a user, a column of access keys is an array. */
function valueJson(column: Column, row: Row, { rowForm }: FileShape): string {
  if (column.per === 'user') return knowableJson(column.value(row));
  const { accessKeys } = row;
  if (isUnknown(accessKeys)) return knowableJson(accessKeys);
  const values = accessKeys.map((key) => knowableJson(column.value(key, row)));
  return rowForm === 'user' ? `[${values.join(',')}]` : (values[0] ?? 'null');
}

function knowableJson(value: Knowable<Json>): string {
  return jsonText(isUnknown(value) ? UNKNOWN_TEXT : value);
}
