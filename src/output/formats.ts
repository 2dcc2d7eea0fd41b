import type { FormatName } from '../model/result-form.ts';
import { csvHeader, csvRow } from './csv.ts';
import { jsonLine } from './jsonl.ts';
import type { FileShape, Row } from './rows.ts';

/** How rows become text. The name of a format is the extension of its files too. */
export interface Format {
  /** What a file begins with, even if no row follows. */
  header(shape: FileShape): string;
  row(row: Row, shape: FileShape): string;
}

export const FORMATS: Readonly<Record<FormatName, Format>> = {
  csv: { header: csvHeader, row: csvRow },
  jsonl: { header: () => '', row: jsonLine },
};
