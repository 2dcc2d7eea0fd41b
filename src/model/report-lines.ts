import { parse } from 'csv-parse/sync';

/**
 * The ways to read one line of the credential report, best first: by RFC 4180, then as if quotes
 * had no meaning, which is what helps where a path holds a quote and is not quoted itself.
 *
 * A cell of the report never spans lines: user names, paths and dates are printable ASCII. So it is
 * read line by line, and a line that breaks the rules cannot swallow the next.
 */
export function readingsOf(line: string): readonly (readonly string[])[] {
  const plain = line.split(',');
  return line.includes('"') ? [...splitQuoted(line), plain] : [plain];
}

/**
 * Puts cells that a comma tore apart together again, in rows that begin with user name and ARN.
 *
 * User names and paths may hold commas, and whether AWS quotes them is not documented. No other
 * cell but the last (free text where it is `additional_credentials_info`) can hold one, and a name
 * cannot hold a colon. So the name ends before the first `arn:`, and the ARN where as many cells
 * follow as the header demands.
 *
 * @returns The possible rows of `width` cells, best first.
 */
export function* rejoin(cells: readonly string[], width: number): Iterable<readonly string[]> {
  if (cells.length === width) yield cells;
  for (let surplus = cells.length - width; surplus >= 0; surplus -= 1) {
    const anchor = NAME_AND_ARN.exec(cells.slice(0, surplus + 2).join(','));
    if (anchor === null) continue;
    const tail = cells.slice(surplus + 2);
    yield [...anchor.slice(1), ...tail.slice(0, width - 3), tail.slice(width - 3).join(',')];
  }
}

/** The name is greedy, but cannot pass the first colon, which is that of `arn:`. */
const NAME_AND_ARN = /^"?([^:"]+)"?,"?(arn:.+?)"?$/;

/** No reading at all if the quotes of the line do not fit together. */
function splitQuoted(line: string): readonly (readonly string[])[] {
  try {
    return parse(line);
  } catch {
    return [];
  }
}
