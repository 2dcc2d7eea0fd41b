import { publishedFacts } from '../model/facts.ts';
import type { Column } from './column.ts';
import { COLUMNS_ON_REQUEST } from './request-columns.ts';
import { STANDARD_COLUMNS } from './standard-columns.ts';
import { TAG_PREFIX } from './tag-column.ts';

/** The columns as a Markdown table, for the documentation and the `columns` command. */
export function columnReference(columns: readonly Column[]): string {
  const rows = columns.map((column, index) => [
    String(index + 1),
    column.name,
    column.description,
    column.source,
    publishedFacts(column.facts)
      .map((fact) => `\`${fact}\``)
      .join(', '),
  ]);
  return [HEADER, HEADER.map(() => '---'), ...rows].map(toLine).join('');
}

/** Which columns a file has, in one paragraph. */
export function columnChoice(): string {
  const onRequest = COLUMNS_ON_REQUEST.map(({ name }) => `\`${name}\``).join(', ');
  return (
    `A file has the first ${STANDARD_COLUMNS.length} unless \`--columns\` chooses others: names, ` +
    `\`${TAG_PREFIX}\` with the key of a tag, and \`all\`, which stands for every column but ` +
    `${onRequest} and those of tags.`
  );
}

const HEADER = ['#', 'Column', 'Meaning', 'Source', 'Facts'];

function toLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}
