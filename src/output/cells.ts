import type { CellType, CellValues, Column } from '../columns/column.ts';
import { isUnknown, type Knowable } from '../model/knowable.ts';
import { jsonText } from './json-text.ts';
import type { Row } from './rows.ts';

/** What is written where a value could not be read. Never empty, which would say "none". */
export const UNKNOWN_TEXT = 'unknown';

/** The text of one cell, before anything is done to it for the sake of CSV. */
export function cellText(column: Column, row: Row): string {
  if (column.per === 'user') return valueText(column.type, column.value(row));
  const { accessKeys } = row;
  if (isUnknown(accessKeys)) return UNKNOWN_TEXT;
  return accessKeys.map((key) => valueText(column.type, column.value(key, row))).join(';');
}

/** How a known value of each type reads. */
const TEXT: { readonly [Type in CellType]: (value: CellValues[Type]) => string } = {
  text: (value) => value ?? '',
  instant: (value) => (value === null ? '' : `${value.slice(0, 10)} ${value.slice(11, 19)}`),
  days: (value) => (value === null ? '' : String(value)),
  boolean: (value) => (value ? 'True' : 'False'),
  json: (value) => (value === null ? '' : jsonText(value)),
};

function valueText<Type extends CellType>(type: Type, value: Knowable<CellValues[Type]>): string {
  if (isUnknown(value)) return type === 'json' ? `"${UNKNOWN_TEXT}"` : UNKNOWN_TEXT;
  return TEXT[type](value);
}
