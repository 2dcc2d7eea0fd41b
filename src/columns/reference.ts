import type { Column } from './column.ts';

/** The columns as a Markdown table, for the documentation and the `columns` command. */
export function columnReference(columns: readonly Column[]): string {
  const rows = columns.map((column, index) => [
    String(index + 1),
    column.name,
    column.description,
    column.source,
    column.facts.map((fact) => `\`${fact}\``).join(', '),
  ]);
  return [HEADER, HEADER.map(() => '---'), ...rows].map(toLine).join('');
}

const HEADER = ['#', 'Column', 'Meaning', 'Source', 'Facts'];

function toLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}
