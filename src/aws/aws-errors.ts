import { CollectorError, type ErrorCode } from '../errors.ts';
import {
  codeOf,
  httpStatusOf,
  isConnectionFailure,
  isThrottling,
  isUnreadableAnswer,
} from './failure.ts';

/** What was being done when AWS refused. */
export interface Attempt {
  /** The AWS operation, such as `ListUsers`. */
  readonly operation: string;
  /** The same as a sentence's end: `list the users`. */
  readonly purpose: string;
  /** The codes for failures whose meaning depends on who called what. */
  readonly codes: ContextCodes;
  /** What to do if access is denied, where more is known than the error table says. */
  readonly deniedRemedy?: string;
}

/** Whose credentials were used decides what a refusal means. */
export interface ContextCodes {
  readonly denied: ErrorCode;
  readonly expired: ErrorCode;
  readonly invalid: ErrorCode;
  readonly unreachable: ErrorCode;
}

/** For calls with the caller's own credentials before any account is read. */
export const AS_CALLER = {
  denied: 'ACCESS_DENIED',
  expired: 'CREDENTIALS_EXPIRED',
  invalid: 'CREDENTIALS_INVALID',
  unreachable: 'ENDPOINT_UNREACHABLE',
} as const satisfies ContextCodes;

/** Expired, in any service's spelling. */
export const EXPIRED_CODES: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
]);

const DENIED_CODES: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
]);

const INVALID_CODES: ReadonlySet<string> = new Set([
  'AuthFailure',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'InvalidToken',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** Codes that have one meaning, whoever called. */
const FIXED_CODES: Readonly<Record<string, ErrorCode>> = {
  AWSOrganizationsNotInUseException: 'ORGANIZATION_NOT_IN_USE',
  RegionDisabledException: 'STS_REGION_DISABLED',
};

/** Turns what the SDK threw into an error of ours. The only place that does. */
export function toCollectorError(thrown: unknown, attempt: Attempt): CollectorError {
  if (thrown instanceof CollectorError) return thrown;
  const code = errorCodeOf(thrown, attempt.codes);
  const remedy = code === attempt.codes.denied ? attempt.deniedRemedy : undefined;
  const found = `${codeOf(thrown)}: ${publicMessage(thrown)}`;
  return new CollectorError(code, `could not ${attempt.purpose}: ${found}`, {
    operation: attempt.operation,
    cause: publicCause(thrown),
    ...(remedy === undefined ? {} : { remedy }),
  });
}

function errorCodeOf(thrown: unknown, codes: ContextCodes): ErrorCode {
  const name = codeOf(thrown);
  const fixed = FIXED_CODES[name];
  if (fixed !== undefined) return fixed;
  if (EXPIRED_CODES.has(name)) return codes.expired;
  if (INVALID_CODES.has(name)) return codes.invalid;
  if (DENIED_CODES.has(name)) return deniedCodeOf(thrown, codes);
  if (/^(Credentials|Token)ProviderError$/.test(name)) return missingCodeOf(thrown);
  if (isThrottling(thrown)) return 'THROTTLED';
  if (isConnectionFailure(thrown)) return codes.unreachable;
  if (httpStatusOf(thrown) >= 500) return 'AWS_UNAVAILABLE';
  if (isUnreadableAnswer(thrown)) return 'RESPONSE_INVALID';
  return httpStatusOf(thrown) > 0 ? 'REQUEST_REJECTED' : 'INTERNAL';
}

/** AWS names a service control policy in the message, where one denies explicitly. */
function deniedCodeOf(thrown: unknown, codes: ContextCodes): ErrorCode {
  const byPolicyOfOrganization = /service control policy/i.test(messageOf(thrown));
  return byPolicyOfOrganization ? 'DENIED_BY_SERVICE_CONTROL_POLICY' : codes.denied;
}

/** The SDK has one error for "none found" and "the sign-in has expired". */
function missingCodeOf(thrown: unknown): ErrorCode {
  return /expired|refresh|sso session/i.test(messageOf(thrown))
    ? 'CREDENTIALS_EXPIRED'
    : 'CREDENTIALS_MISSING';
}

/**
 * The message without what must not be shown: AWS repeats the request's headers, the session token
 * among them, where a signature does not match.
 */
function publicMessage(thrown: unknown): string {
  const firstLine = messageOf(thrown).split('\n', 1)[0] ?? '';
  return firstLine.replaceAll(/[A-Za-z0-9+/=_-]{60,}/g, '…').slice(0, 500) || 'no message';
}

/** The SDK's error as far as it may be kept: its code, and where it came from. */
function publicCause(thrown: unknown): Error {
  const message = publicMessage(thrown);
  const cause = Object.assign(new Error(message), { name: codeOf(thrown) || 'Error' });
  const frames = thrown instanceof Error ? thrown.stack?.match(/^ {4}at .*$/gm) : null;
  cause.stack = [`${cause.name}: ${message}`, ...(frames ?? [])].join('\n');
  return cause;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
