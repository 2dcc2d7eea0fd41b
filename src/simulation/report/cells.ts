import type { ReportStyle } from '../world/account.ts';
import type { Timestamp } from '../world/timestamp.ts';

/** "No such thing": no password, no key, a key never used, no expiry of passwords. */
export const NOT_APPLICABLE = 'N/A';

/** Writes cells in one style. */
export interface Cells {
  boolean(value: boolean): string;
  /** `N/A` for `null`. */
  date(value: Timestamp | null): string;
  text(value: string): string;
}

export function cellsOf(style: ReportStyle): Cells {
  return {
    boolean: (value) => (style.trueText === 'TRUE' ? String(value).toUpperCase() : String(value)),
    date: (value) => (value === null ? NOT_APPLICABLE : value.replace('Z', style.dates)),
    text: (value) => (style.quoting === 'rfc4180' ? quoted(value) : value),
  };
}

function quoted(value: string): string {
  return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
