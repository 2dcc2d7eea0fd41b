import type { Column } from '../../src/columns/column.ts';
import { sqlTypeOf } from './athena-json-types.ts';

/**
 * How Athena reads RFC 4180. The SerDe doubles quotes, as the RFC does, and always has an escape
 * character besides: a backslash unless another is named, and for a quotation mark a backslash too.
 * A path may have backslashes, so the one named is a character that no cell has.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html
 * @see https://github.com/trinodb/trino/pull/18952
 */
export const TEXT_ROWS = {
  rowFormat: `ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
WITH SERDEPROPERTIES (
  'separatorChar' = ',',
  'quoteChar' = '"',
  'escapeChar' = '\\u0001'
)`,
  properties: `\nTBLPROPERTIES ('skip.header.line.count' = '1')`,
} as const;

/** One column of the view over CSV. What is unknown and what there is none of are null alike. */
export function typedCell(column: Column): string {
  const { name, per } = column;
  if (per === 'user') return `${typed(column, `regexp_replace(${name}, '^''')`, name)} AS ${name}`;
  const each = `transform(split(${name}, ';'), v -> ${typed(column, 'v', 'v')})`;
  return `IF(AccessKeyID = '', ARRAY[], ${each}) AS ${name}`;
}

/**
 * @param text - The text of the cell. A leading apostrophe was put there for the sake of spreadsheets.
 * @param cell - The cell as it is: what is no text has none.
 */
function typed({ name, type, facts }: Column, text: string, cell: string): string {
  switch (type) {
    case 'text':
      // Of what is always known, a name may be `unknown`.
      return facts.length === 0 ? `nullif(${text}, '')` : `nullif(nullif(${text}, ''), 'unknown')`;
    case 'instant':
      return `try_cast(${cell} AS timestamp)`;
    case 'days':
      return `try_cast(${cell} AS integer)`;
    case 'boolean':
      return `try_cast(${cell} AS boolean)`;
    case 'json':
      return `try(CAST(json_parse(${cell}) AS ${sqlTypeOf(name)}))`;
  }
}
