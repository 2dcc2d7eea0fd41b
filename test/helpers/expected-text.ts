/** `2026-09-11T13:14:52Z` as the file writes it; empty for never, and `unknown` as it is. */
export function dateTime(at: string | null): string {
  if (at === null) return '';
  return at === 'unknown' ? at : `${at.slice(0, 10)} ${at.slice(11, 19)}`;
}

/** Whole days from one instant to another, never below 0. */
export function ageOf(at: string, collectedAt: string): number {
  const days = (Date.parse(collectedAt) - Date.parse(at)) / 86_400_000;
  return Math.max(0, Math.floor(days));
}

/** Orders text by its UTF-8 bytes. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Compact JSON without the two separators that end a line for many readers. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** A JSON object with sorted keys, of which `__proto__` may be one. */
export function jsonObject(entries: readonly (readonly [string, string])[]): string {
  const members = [...entries]
    .sort(([a], [b]) => byBytes(a, b))
    .map(([key, value]) => `${jsonText(key)}:${jsonText(value)}`);
  return `{${members.join(',')}}`;
}

/** One record: RFC 4180 with CRLF, and an apostrophe before what a spreadsheet would compute. */
export function csvLine(cells: readonly string[], rawCells: boolean): string {
  const shown = rawCells ? cells : cells.map(neutralised);
  return `${shown.map(quoted).join(',')}\r\n`;
}

const FORMULA_STARTS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', "'"];

function neutralised(cell: string): string {
  return FORMULA_STARTS.some((start) => cell.startsWith(start)) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  const needsQuotes = ['"', ',', ';', '\t', '\r', '\n'].some((character) =>
    cell.includes(character),
  );
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
}
