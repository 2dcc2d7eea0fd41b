import { describe, expect, it } from 'vitest';
import { athenaPage } from '../../scripts/lib/athena-page.ts';
import { ATHENA } from '../../scripts/lib/athena-sql.ts';
import { COLUMNS } from '../../src/columns/columns.ts';
import { columnsNamed } from '../../src/columns/select.ts';
import { STANDARD_COLUMNS } from '../../src/columns/standard-columns.ts';
import { csvHeader } from '../../src/output/csv.ts';
import { allExpectedNames } from '../helpers/expected-columns.ts';
import { COLLECTED_AT } from '../helpers/run-simulated.ts';

const HEADER = csvHeader({
  columns: STANDARD_COLUMNS,
  rowForm: 'user',
  rawCells: false,
  collectedAt: COLLECTED_AT,
});

/** The names that the statement gives its columns, in their order. */
function aliases(view: string): readonly string[] {
  const all = [...view.matchAll(/ AS (\w+),\n/g)].map(([, name = '']) => name);
  return [...all, ...[...view.matchAll(/\) AS (\w+)\nFROM/g)].map(([, name = '']) => name)];
}

describe('the table over CSV', () => {
  it('has the columns of the header of a file, in its order', () => {
    const fields = [...ATHENA.csvTable(STANDARD_COLUMNS).matchAll(/^ {2}(\w+) string/gm)];

    expect(`${fields.map(([, name]) => name).join(',')}\r\n`).toBe(HEADER);
  });

  it('does not take a backslash for an escape character, as the SerDe does by itself', () => {
    expect(ATHENA.csvTable(STANDARD_COLUMNS)).toContain(`'escapeChar' = '\\u0001'`);
  });
});

describe('the views', () => {
  it('have every column of the file, and at the end what is unknown', () => {
    const standard = HEADER.trimEnd().split(',');

    expect(aliases(ATHENA.csvView(STANDARD_COLUMNS))).toEqual([...standard, 'unknowncolumns']);
    expect(aliases(ATHENA.jsonView(COLUMNS)).slice(0, -2)).toEqual(allExpectedNames());
    expect(aliases(ATHENA.jsonView(COLUMNS)).slice(-2)).toEqual([
      'OrganizationalUnitNames',
      'unknowncolumns',
    ]);
  });

  it('give each kind of cell its type', () => {
    const columns = columnsNamed([
      'AccountAlias',
      'Groups',
      'PasswordAge',
      'MFAEnabled',
      'LastActivity',
      'AccessKeyLastUsed',
    ]);

    const lines = ATHENA.csvView(columns).split('\n').slice(2, 8);

    expect(lines).toEqual([
      `  nullif(nullif(regexp_replace(AccountAlias, '^'''), ''), 'unknown') AS AccountAlias,`,
      '  try(CAST(json_parse(Groups) AS array(varchar))) AS Groups,',
      '  try_cast(PasswordAge AS integer) AS PasswordAge,',
      '  try_cast(MFAEnabled AS boolean) AS MFAEnabled,',
      '  try_cast(LastActivity AS timestamp) AS LastActivity,',
      "  IF(AccessKeyID = '', ARRAY[], transform(split(AccessKeyLastUsed, ';'), v -> " +
        'try_cast(v AS timestamp))) AS AccessKeyLastUsed,',
    ]);
  });

  it('do not take a user whose name is unknown for an unknown name', () => {
    const columns = columnsNamed(['UserName']);

    expect(ATHENA.csvView(columns)).not.toContain("'unknown'");
    expect(ATHENA.jsonView(columns)).not.toContain("'unknown'");
  });

  it('leave out files of which too much is missing', () => {
    expect(ATHENA.csvView(STANDARD_COLUMNS)).toContain(
      `AND NOT regexp_like("$path", '_incomplete\\.csv$')`,
    );
  });
});

describe('the page', () => {
  it('has all four statements', () => {
    const page = athenaPage();

    const statements = [...page.matchAll(/^CREATE (?:EXTERNAL TABLE|OR REPLACE VIEW) (\w+)/gm)];

    expect(statements.map(([, name]) => name)).toEqual([
      'iam_users_csv',
      'iam_users',
      'iam_users_jsonl',
      'iam_users_all',
    ]);
  });
});
