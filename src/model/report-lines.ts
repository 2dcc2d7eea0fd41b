import { parse } from 'csv-parse/sync';

/**
 * The ways to read one line of the credential report as a row of `width` cells, best first: by
 * RFC 4180, then as if AWS had quoted nothing, or not everything.
 *
 * A cell of the report never spans lines: user names, paths and dates are printable ASCII. So it is
 * read line by line, and a line that breaks the rules cannot swallow the next.
 *
 * @param anchored - Whether rows begin with user name and ARN, which the second way depends on.
 */
export function* readingsOf(
  line: string,
  width: number,
  anchored: boolean,
): Iterable<readonly string[]> {
  const cells = splitCsv(line);
  if (cells.length === width) yield cells;
  if (anchored) yield* rejoin(line.split(','), width);
}

/** The cells of one line by RFC 4180; none if its quotes do not fit together. */
export function splitCsv(line: string): readonly string[] {
  if (!line.includes('"')) return line.split(',');
  try {
    return parse(line).flat();
  } catch {
    return [];
  }
}

/**
 * Puts cells that a comma tore apart together again.
 *
 * User names and paths may hold commas, and whether AWS quotes them is not documented. No other
 * cell but the last (free text where it is `additional_credentials_info`) can hold one, and a name
 * can hold neither colon nor quote. So the name ends before the first `arn:`, and the ARN where as
 * many cells follow as the header demands.
 */
function* rejoin(cells: readonly string[], width: number): Iterable<readonly string[]> {
  for (let surplus = cells.length - width; surplus >= 0; surplus -= 1) {
    const head = cells.slice(0, surplus + 2).join(',');
    const tail = cells.slice(surplus + 2);
    const last = tail.splice(width - 3).join(',');
    const [, ...anchor] = NAME_AND_ARN.exec(head) ?? [];
    if (anchor.length > 0) yield [...anchor.map(unquote), ...tail, last];
  }
}

/** The name is greedy, but cannot pass the first colon, which is that of `arn:`. */
const NAME_AND_ARN = /^([^:]+),("?arn:.+)$/;

function unquote(cell: string): string {
  return /^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
