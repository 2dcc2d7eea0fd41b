import { CollectorError } from '../errors.ts';
import type { OrganizationNeed } from '../model/account.ts';
import type { FactName } from '../model/facts.ts';
import { nearest } from '../model/nearest.ts';
import type { Column } from './column.ts';
import { ALL_COLUMNS, COLUMNS } from './columns.ts';
import { TAG_PREFIX, tagColumn } from './tag-column.ts';

/**
 * The columns with these names, in the order of the names.
 *
 * @throws CollectorError `SETTING_INVALID` if a name is unknown or given twice, or none is given.
 */
export function columnsNamed(names: readonly string[]): readonly Column[] {
  if (names.length === 0) throw invalid('Expected at least one column, found none.');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`The column \`${twice}\` is given twice.`);
  return names.map(columnNamed);
}

/** Everything that has to be known to fill the columns. */
export function factsFor(columns: readonly Column[]): ReadonlySet<FactName> {
  return new Set(columns.flatMap((column) => column.facts));
}

/**
 * The names of the columns that are meant, where `all` stands for every column that is not named
 * beside it.
 */
export function expandColumnNames(names: readonly string[]): readonly string[] {
  const others = ALL_COLUMNS.map(({ name }) => name).filter((name) => !names.includes(name));
  return names.flatMap((name) => (name === EVERY_COLUMN ? others : [name]));
}

/** What has to be known of where accounts are to fill the columns. */
export function organizationNeedOf(columns: readonly Column[]): OrganizationNeed {
  const needs = columns.map(({ organization }) => organization);
  if (needs.includes('names')) return 'names';
  return needs.includes('path') ? 'path' : 'nothing';
}

/** The word that stands for all columns. */
const EVERY_COLUMN = 'all';

function columnNamed(name: string): Column {
  if (name.startsWith(TAG_PREFIX)) return tagColumnNamed(name);
  const column = COLUMNS.find((candidate) => candidate.name === name);
  if (column !== undefined) return column;
  const near = nearest(
    name,
    COLUMNS.map((candidate) => candidate.name),
  );
  const hint = near === null ? '' : ` Did you mean \`${near}\`?`;
  throw invalid(`There is no column \`${name}\`.${hint}`);
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html */
function tagColumnNamed(name: string): Column {
  const key = name.slice(TAG_PREFIX.length);
  if (/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key)) return tagColumn(key);
  throw invalid(
    `Expected the key of a tag behind \`${TAG_PREFIX}\`, 1 to 128 letters, digits, blanks or ` +
      `_.:/=+-@, found ${JSON.stringify(key)}.`,
  );
}

function invalid(message: string): CollectorError {
  return new CollectorError('SETTING_INVALID', message, {
    remedy:
      'Choose from the names that `iam-users columns` lists, `all`, and `Tag:` with the key of a tag, each once.',
  });
}
