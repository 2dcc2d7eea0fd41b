import { CollectorError, type ErrorCode } from '../errors.ts';
import { errnoOf } from './disk-error.ts';

/** What was asked of Amazon S3 when it failed. */
export interface S3Call {
  /** Such as `PutObject`. */
  readonly operation: string;
  readonly bucket: string;
  /** Key of the object, or prefix of a list. */
  readonly key: string;
  readonly expectedBucketOwner: string | null;
}

/** Turns what the SDK threw into an error that names the object, the operation and the cause. */
export function s3Error(thrown: unknown, call: S3Call): CollectorError {
  if (thrown instanceof CollectorError) return thrown;
  const { code, reason, remedy } = diagnose(thrown, call);
  const place = `s3://${call.bucket}/${call.key}`;
  return new CollectorError(code, `${call.operation} on ${place} failed: ${reason}`, {
    operation: call.operation,
    cause: thrown,
    ...(remedy === undefined ? {} : { remedy }),
  });
}

/** The HTTP status of an error of the SDK; 0 if there was no answer. */
export function statusOf(thrown: unknown): number {
  const metadata = property(thrown, '$metadata');
  const status = property(metadata, 'httpStatusCode');
  return typeof status === 'number' ? status : 0;
}

/** The name that Amazon S3 or the SDK gave the error; empty if it has none. */
export function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : '';
}

interface Diagnosis {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly remedy?: string;
}

function diagnose(thrown: unknown, call: S3Call): Diagnosis {
  const name = nameOf(thrown);
  const message = firstLineOf(thrown);
  const reason = name === 'Error' || message.startsWith(name) ? message : `${name}: ${message}`;
  const code = CODES[name];
  if (code !== undefined) return { code, reason };
  if (isWrongRegion(thrown)) return wrongRegion(thrown, call);
  if (name.startsWith('KMS.')) return kmsKey(reason);
  if (UNREACHABLE.has(errnoOf(thrown))) return unreachable(thrown);
  if (CREDENTIAL_PROVIDER.test(name)) return noCredentials(reason);
  if (statusOf(thrown) === 403) return accessDenied(reason, call);
  return { code: 'STORE_FAILED', reason };
}

/** Further lines are the SDK's word to whoever looks for a mistake in it. */
function firstLineOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return message.split('\n', 1)[0] ?? '';
}

/**
 * Codes that mean one thing whatever the operation.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const CODES: Readonly<Partial<Record<string, ErrorCode>>> = {
  NoSuchBucket: 'BUCKET_MISSING',
  InvalidBucketName: 'BUCKET_MISSING',
  ExpiredToken: 'CREDENTIALS_EXPIRED',
  ExpiredTokenException: 'CREDENTIALS_EXPIRED',
  TokenRefreshRequired: 'CREDENTIALS_EXPIRED',
  InvalidAccessKeyId: 'CREDENTIALS_INVALID',
  InvalidToken: 'CREDENTIALS_INVALID',
  SignatureDoesNotMatch: 'CREDENTIALS_INVALID',
  RequestTimeTooSkewed: 'CREDENTIALS_INVALID',
};

function isWrongRegion(thrown: unknown): boolean {
  const names = ['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraint'];
  return statusOf(thrown) === 301 || names.some((name) => nameOf(thrown).startsWith(name));
}

function wrongRegion(thrown: unknown, { bucket }: S3Call): Diagnosis {
  const headers = property(property(thrown, '$response'), 'headers');
  const told = property(headers, 'x-amz-bucket-region') ?? property(thrown, 'Region');
  const region = typeof told === 'string' ? told : null;
  return {
    code: 'STORE_ACCESS_DENIED',
    reason: `the bucket ${bucket} is in ${region ?? 'another region'}, and the request was not`,
    remedy: `Set --region (or AWS_REGION) to ${region ?? 'the region of the bucket'}.`,
  };
}

/** Such as KMS.DisabledException and KMS.NotFoundException. */
function kmsKey(reason: string): Diagnosis {
  const remedy = 'Check that the KMS key exists, is enabled, and is in the region of the bucket.';
  return { code: 'STORE_ACCESS_DENIED', reason, remedy };
}

const UNREACHABLE: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Node.js leaves the message empty when every address of a name refused. */
function unreachable(thrown: unknown): Diagnosis {
  const message = thrown instanceof Error && thrown.message !== '' ? thrown.message : '';
  return { code: 'ENDPOINT_UNREACHABLE', reason: message === '' ? errnoOf(thrown) : message };
}

const CREDENTIAL_PROVIDER = /^(CredentialsProviderError|TokenProviderError|ProviderError)$/;

function noCredentials(reason: string): Diagnosis {
  const expired = /expired/i.test(reason);
  return { code: expired ? 'CREDENTIALS_EXPIRED' : 'CREDENTIALS_MISSING', reason };
}

/** AWS names the action that was denied, except to strangers and for a wrong bucket owner. */
function accessDenied(reason: string, call: S3Call): Diagnosis {
  const action = /\b(?:kms|s3):[A-Za-z]+/.exec(reason)?.[0] ?? `s3:${PERMISSION[call.operation]}`;
  const owner = call.expectedBucketOwner;
  const remedies = [
    action.startsWith('kms:')
      ? `Allow ${action} on the KMS key of the bucket (writing takes kms:GenerateDataKey and kms:Decrypt).`
      : `Allow ${action} on ${resourceOf(action, call)}, and look for a Deny in the bucket policy.`,
    ...(owner === null ? [] : [`Check that account ${owner} owns the bucket.`]),
    ...(action === 's3:GetObject' ? [LIST_HINT] : []),
  ];
  return { code: 'STORE_ACCESS_DENIED', reason, remedy: remedies.join(' ') };
}

/** Without s3:ListBucket, S3 does not tell a missing object from a forbidden one. */
const LIST_HINT = 'If the object does not exist, allow s3:ListBucket on the bucket.';

function resourceOf(action: string, { bucket, key }: S3Call): string {
  return action === 's3:ListBucket' ? `the bucket ${bucket}` : `s3://${bucket}/${key}`;
}

/** The permission that each operation needs, where it is not named as the operation. */
const PERMISSION: Readonly<Record<string, string>> = {
  PutObject: 'PutObject',
  GetObject: 'GetObject',
  HeadObject: 'GetObject',
  ListObjectsV2: 'ListBucket',
  CreateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  AbortMultipartUpload: 'AbortMultipartUpload',
};

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
