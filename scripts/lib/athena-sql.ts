import type { Column } from '../../src/columns/column.ts';
import { TEXT_ROWS, typedCell } from './athena-csv-cell.ts';
import { JSON_LINES, typedMember } from './athena-json-member.ts';

/** Statements for Amazon Athena, of whatever columns a file has. */
export const ATHENA = {
  /** A table over CSV files: every column is text, in the order of the file. */
  csvTable: (columns: readonly Column[]): string =>
    table({
      name: 'iam_users_csv',
      fields: columns.map(({ name }) => `${name} string`),
      ...TEXT_ROWS,
    }),
  /** The newest CSV file, with types. */
  csvView: (columns: readonly Column[]): string =>
    newestOf('csv', columns.map(typedCell), columns.flatMap(isUnknownCell)),
  /** A table over JSON Lines files: every row is one text, so that no column is tied to its place. */
  jsonTable: (): string =>
    table({ name: 'iam_users_jsonl', fields: ['line string'], ...JSON_LINES }),
  /** The newest JSON Lines file, with types. */
  jsonView: (columns: readonly Column[]): string =>
    newestOf('jsonl', columns.map(typedMember), columns.flatMap(isUnknownMember)),
} as const;

interface Table {
  readonly name: string;
  readonly fields: readonly string[];
  readonly rowFormat: string;
  readonly properties: string;
}

function table({ name, fields, rowFormat, properties }: Table): string {
  return `CREATE EXTERNAL TABLE ${name} (
  ${fields.join(',\n  ')}
)
${rowFormat}
STORED AS TEXTFILE
LOCATION 's3://amzn-s3-demo-bucket/iam-users/'${properties}`;
}

/** The time is part of the name of a file, so that the last name is the newest. */
function newestOf(
  format: 'csv' | 'jsonl',
  typed: readonly string[],
  unknown: readonly string[],
): string {
  const path = `regexp_like("$path", '/IAM_USER_TAGS_[^/]*\\.${format}$')
    AND NOT regexp_like("$path", '_incomplete\\.${format}$')`;
  const name = format === 'csv' ? 'iam_users' : 'iam_users_all';
  return `CREATE OR REPLACE VIEW ${name} AS
SELECT
  ${typed.join(',\n  ')},
  filter(ARRAY[
    ${unknown.join(',\n    ')}
  ], name -> name IS NOT NULL) AS unknowncolumns
FROM iam_users_${format}
WHERE "$path" = (
  SELECT max("$path") FROM iam_users_${format}
  WHERE ${path}
)`;
}

/** A column without facts is known of every user. */
function isUnknownCell({ name, facts, type, per }: Column): readonly string[] {
  if (facts.length === 0) return [];
  if (per === 'access key') return [`IF(contains(split(${name}, ';'), 'unknown'), '${name}')`];
  return [`IF(${name} = '${type === 'json' ? '"unknown"' : 'unknown'}', '${name}')`];
}

function isUnknownMember({ name, facts, per }: Column): readonly string[] {
  if (facts.length === 0) return [];
  const whole = `json_extract_scalar(line, '$.${name}') = 'unknown'`;
  if (per === 'user') return [`IF(${whole}, '${name}')`];
  return [`IF(strpos(json_format(json_extract(line, '$.${name}')), '"unknown"') > 0, '${name}')`];
}
