/** An answer of AWS to one request. Times are milliseconds of any one clock. */
export interface Answer {
  readonly sentAt: number;
  readonly at: number;
}
