import type { Column } from '../../src/columns/column.ts';
import { sqlTypeOf } from './athena-json-types.ts';

/**
 * One text for each line: the separator of fields is a character that JSON escapes. The SerDes for
 * JSON want one type for each column, while a value here is of its type or `"unknown"`; and of
 * OpenX's AWS says that rows may go missing.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/openx-json-serde.html
 */
export const JSON_LINES = {
  rowFormat: `ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\001'`,
  properties: '',
} as const;

/** One column of the view over JSON Lines. Columns that a file does not have are null. */
export function typedMember(column: Column): string {
  const { name, type, per } = column;
  const path = `line, '$.${name}'`;
  if (per === 'access key') {
    const values = `try_cast(json_extract(${path}) AS array(varchar))`;
    return `transform(${values}, v -> ${typed(column, 'v')}) AS ${name}`;
  }
  if (type === 'json') return `try_cast(json_extract(${path}) AS ${sqlTypeOf(name)}) AS ${name}`;
  return `${typed(column, `json_extract_scalar(${path})`)} AS ${name}`;
}

function typed({ type, facts }: Column, value: string): string {
  switch (type) {
    case 'instant':
      return `try(CAST(from_iso8601_timestamp(${value}) AS timestamp))`;
    case 'days':
      return `try_cast(${value} AS integer)`;
    case 'boolean':
      return `try_cast(${value} AS boolean)`;
    case 'text':
    case 'json':
      // Of what is always known, a name may be `unknown`.
      return facts.length === 0 ? value : `nullif(${value}, 'unknown')`;
  }
}
