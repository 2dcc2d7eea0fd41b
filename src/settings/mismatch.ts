/** Longer values are cut in messages: a whole list of accounts helps nobody. */
const LONGEST_QUOTE = 80;

/** The words of every complaint about a value: what was expected, and what was found. */
export function mismatch(expected: string, found: unknown, remark?: string): string {
  const remarked = remark === undefined ? '' : ` (${remark})`;
  return `expected ${expected}, found ${quote(found)}${remarked}`;
}

/** JSON, because it shows blanks and control characters for what they are. */
function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
