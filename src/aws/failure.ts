import type { RetryPolicy } from './backoff.ts';

/** What the SDK's errors have in common, as far as it is read here. Everything is optional. */
interface SdkFailure {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly cause?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
}

/** What kind of repetition, if any, can help; `null`: none. */
export type RetryKind = keyof RetryPolicy | null;

/**
 * Every code with which AWS says "too fast", in any service and protocol. `LimitExceeded` of
 * GenerateCredentialReport is not among them: IAM means that it has no capacity for a report, and
 * the poll for the report waits for that in its own way.
 */
const THROTTLING_CODES: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

const CONNECTION_CODES: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

const TIMEOUT_NAMES: ReadonlySet<string> = new Set([
  'TimeoutError',
  'RequestTimeout',
  'RequestTimeoutException',
]);

/** Refused because of the rate. */
export function isThrottling(thrown: unknown): boolean {
  const { name = '', $metadata } = asFailure(thrown);
  return THROTTLING_CODES.has(name) || $metadata?.httpStatusCode === 429;
}

/** The connection failed, was cut, or nothing came in time. */
export function isConnectionFailure(thrown: unknown): boolean {
  const { name = '', message = '', code = '', cause } = asFailure(thrown);
  if (TIMEOUT_NAMES.has(name) || CONNECTION_CODES.has(code)) return true;
  if (message === 'aborted' || message === 'socket hang up') return true;
  return cause instanceof Error && isConnectionFailure(cause);
}

/** AWS answered, but not in its own words: cut or malformed XML or JSON, the page of a proxy. */
export function isUnreadableAnswer(thrown: unknown): boolean {
  if (!(thrown instanceof Error) || thrown.name === 'AbortError') return false;
  const { $metadata } = asFailure(thrown);
  const isParserError =
    thrown instanceof SyntaxError || /deseriali[sz]ation error/i.test(thrown.message);
  return isParserError || ($metadata !== undefined && thrown.name === 'Error');
}

/** How a failed call may be repeated. */
export function retryKindOf(thrown: unknown): RetryKind {
  if (isThrottling(thrown)) return 'throttled';
  if (isConnectionFailure(thrown)) return 'connection';
  const { $metadata } = asFailure(thrown);
  // The SDK has set its clock by the answer, so the next attempt is signed with the right time.
  if ($metadata?.clockSkewCorrected === true) return 'serverError';
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 500 || isUnreadableAnswer(thrown) ? 'serverError' : null;
}

/** The error code as AWS sends it; for what never reached AWS, the name of the error. */
export function codeOf(thrown: unknown): string {
  return asFailure(thrown).name ?? '';
}

/** The HTTP status of the answer; 0 without one. */
export function httpStatusOf(thrown: unknown): number {
  return asFailure(thrown).$metadata?.httpStatusCode ?? 0;
}

function asFailure(thrown: unknown): SdkFailure {
  return typeof thrown === 'object' && thrown !== null ? thrown : {};
}
