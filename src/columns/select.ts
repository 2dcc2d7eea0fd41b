import { CollectorError } from '../errors.ts';
import type { FactName } from '../model/facts.ts';
import { nearest } from '../model/nearest.ts';
import type { Column } from './column.ts';
import { COLUMNS } from './columns.ts';

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

function columnNamed(name: string): Column {
  const column = COLUMNS.find((candidate) => candidate.name === name);
  if (column !== undefined) return column;
  const near = nearest(
    name,
    COLUMNS.map((candidate) => candidate.name),
  );
  const hint = near === null ? '' : ` Did you mean \`${near}\`?`;
  throw invalid(`There is no column \`${name}\`.${hint}`);
}

function invalid(message: string): CollectorError {
  return new CollectorError('SETTING_INVALID', message, {
    remedy: 'Choose from the names that `iam-users columns` lists, each once.',
  });
}
