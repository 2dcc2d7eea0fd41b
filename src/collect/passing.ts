import type { ErrorCode } from '../errors.ts';

/** Whether what went wrong may pass, so that the same may be tried again some minutes later. */
export function mayPass(code: ErrorCode): boolean {
  return PASSING.has(code);
}

const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'AWS_UNAVAILABLE',
  'CONNECTION_FAILED',
  // Those of a function are renewed from outside.
  'CREDENTIALS_EXPIRED',
  'ENDPOINT_UNREACHABLE',
  'INTERRUPTED',
  'RESPONSE_INVALID',
  'STORE_FAILED',
  'THROTTLED',
]);
