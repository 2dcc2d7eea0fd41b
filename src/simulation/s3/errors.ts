import type { WireResponse } from '../wire.ts';
import { element, XML_DECLARATION } from './xml.ts';

/** An error that Amazon S3 answers with. */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly code: S3ErrorCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: S3ErrorCode, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.code = code;
    this.headers = headers;
  }
}

/**
 * Status of each error code.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const STATUS = {
  AccessDenied: 403,
  BadDigest: 400,
  BucketAlreadyOwnedByYou: 409,
  ConditionalRequestConflict: 409,
  EntityTooSmall: 400,
  ExpiredToken: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidRange: 416,
  InvalidRequest: 400,
  KeyTooLongError: 400,
  MalformedXML: 400,
  MethodNotAllowed: 405,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  NotImplemented: 501,
  PermanentRedirect: 301,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  SlowDown: 503,
} as const satisfies Record<string, number>;

export type S3ErrorCode = keyof typeof STATUS;

/** The error as XML; an answer to HEAD has no body, so its client sees the status only. */
export function errorResponse(error: S3Error, method: string, requestId: string): WireResponse {
  const status = STATUS[error.code];
  if (method === 'HEAD') return { status, headers: error.headers };
  const body = [
    element('Code', error.code),
    element('Message', error.message),
    element('RequestId', requestId),
  ];
  return {
    status,
    headers: { 'content-type': 'application/xml', ...error.headers },
    body: `${XML_DECLARATION}${element('Error', body)}`,
  };
}
