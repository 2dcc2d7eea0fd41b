import { COLUMN_NAMES } from './report-text.ts';

/** What the ARN of every user begins with. */
export const ARN = 'arn:aws:iam::111111111111:user';
/** The cells of a slot with an active key. */
export const KEY = 'true,2024-05-06T07:08:09Z,2026-01-02T03:04:05Z,us-east-1,s3';
/** The cells of a slot without a key. */
export const NO_KEY = 'false,N/A,N/A,N/A,N/A';
const NO_CERTIFICATE = 'false,N/A';

/** What follows the ARN in the row of a user with a password and one key. */
export const FACTS = [
  '2024-01-01T00:00:00Z',
  'true,no_information,2024-01-01T00:00:01Z,N/A,false',
  KEY,
  NO_KEY,
  NO_CERTIFICATE,
  NO_CERTIFICATE,
].join(',');

/** A report of these rows, with the columns that every report has. */
export function reportOf(...rows: readonly string[]): string {
  return [COLUMN_NAMES.join(','), ...rows].join('\n');
}
