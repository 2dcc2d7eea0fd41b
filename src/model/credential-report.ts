import { CollectorError } from '../errors.ts';
import { ROOT_FORMS, USER_FORMS } from './report-columns.ts';
import { readingsOf, splitCsv } from './report-lines.ts';
import {
  isRoot,
  type ReportCells,
  type ReportRow,
  type RootRow,
  toReportRow,
  toRootRow,
} from './report-row.ts';

export type { CertificateSlot, KeySlot, ReportRow, RootRow } from './report-row.ts';

/** What the credential report says about one account, as of the time it was generated. */
export interface CredentialReport {
  /** `null` if the report has no row of the root user, or one that cannot be read. */
  readonly root: RootRow | null;
  /** By user name. */
  readonly users: ReadonlyMap<string, ReportRow>;
  /** Rows that could not be read. Their users are as unknown as if the report had no row. */
  readonly unreadableRows: number;
}

/**
 * Reads a credential report.
 *
 * Columns are found by name, since their number varies: documentation has 23, the live service left
 * out `additional_credentials_info` where it had nothing to say.
 *
 * @throws CollectorError `REPORT_UNREADABLE` if a column that is needed is missing.
 */
export function parseCredentialReport(text: string): CredentialReport {
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header = headerOf(head);
  const users = new Map<string, ReportRow>();
  let root: RootRow | null = null;
  let unreadableRows = 0;
  for (const line of lines) {
    if (line === '') continue;
    const row = readLine(line, header);
    if (row === null || ('userName' in row && users.has(row.userName))) unreadableRows += 1;
    else if ('userName' in row) users.set(row.userName, row);
    else root = row;
  }
  return { root, users, unreadableRows };
}

interface Header {
  readonly positions: ReadonlyMap<string, number>;
  readonly width: number;
  /** Whether rows begin with user name and ARN, as AWS writes them. */
  readonly anchored: boolean;
}

function headerOf(line: string): Header {
  const names = splitCsv(line);
  const positions = new Map(names.map((name, index) => [name.trim().toLowerCase(), index]));
  const missing = [...USER_FORMS.keys()].filter((column) => !positions.has(column));
  if (missing.length > 0) {
    throw new CollectorError(
      'REPORT_UNREADABLE',
      `The credential report lacks the columns ${missing.map((name) => `\`${name}\``).join(', ')}.`,
      { operation: 'GetCredentialReport' },
    );
  }
  const anchored = positions.get('user') === 0 && positions.get('arn') === 1;
  return { positions, width: names.length, anchored };
}

/** The first reading of the line in which every cell has a form known for its column. */
function readLine(line: string, header: Header): ReportRow | RootRow | null {
  for (const cells of readingsOf(line, header.width, header.anchored)) {
    const cellOf: ReportCells = (column) => cells[header.positions.get(column) ?? -1] ?? '';
    if (!hasForms(cellOf)) continue;
    const row = isRoot(cellOf) ? toRootRow(cellOf) : toReportRow(cellOf);
    if (row !== null) return row;
  }
  return null;
}

function hasForms(cellOf: ReportCells): boolean {
  for (const [column, hasForm] of isRoot(cellOf) ? ROOT_FORMS : USER_FORMS) {
    if (!hasForm(cellOf(column))) return false;
  }
  return true;
}
