import type { ServiceName } from '../faults/rules.ts';
import { errorResponse, S3Error, type S3ErrorCode } from '../s3/errors.ts';
import { ServiceError } from '../service-error.ts';
import { jsonError } from '../services/json-protocol.ts';
import { queryError } from '../services/query-protocol.ts';
import type { WireResponse } from '../wire.ts';

export const IAM_NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';
export const STS_NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** An error in the form of the service's protocol. */
export function renderError(
  service: ServiceName,
  error: ServiceError,
  method: string,
): WireResponse {
  switch (service) {
    case 'iam':
      return queryError(IAM_NAMESPACE, error);
    case 'sts':
      return queryError(STS_NAMESPACE, error);
    case 'organizations':
      return jsonError(error);
    case 's3':
      return {
        ...errorResponse(
          new S3Error(error.code as S3ErrorCode, error.message),
          method,
          'simulated',
        ),
        status: error.status,
      };
  }
}

/** How each service says that it is asked too much. */
export function throttlingError(service: ServiceName): ServiceError {
  if (service === 'organizations') {
    return new ServiceError('TooManyRequestsException', 400, 'Rate exceeded');
  }
  return service === 's3'
    ? new ServiceError('SlowDown', 503, 'Please reduce your request rate.')
    : new ServiceError('Throttling', 400, 'Rate exceeded');
}

/** How each service refuses credentials. */
export function credentialsError(
  service: ServiceName,
  outcome: 'missing' | 'unknown' | 'expired',
): ServiceError {
  const [code, message] = CREDENTIAL_ERRORS[service === 's3' ? 's3' : 'others'][outcome];
  if (service !== 'organizations')
    return new ServiceError(code, service === 's3' ? 400 : 403, message);
  const json = JSON_CODES[outcome];
  return new ServiceError(json, 400, message);
}

const CREDENTIAL_ERRORS = {
  others: {
    missing: ['MissingAuthenticationToken', 'Request is missing Authentication Token'],
    unknown: ['InvalidClientTokenId', 'The security token included in the request is invalid.'],
    expired: ['ExpiredToken', 'The security token included in the request is expired'],
  },
  s3: {
    missing: ['AccessDenied', 'Access Denied'],
    unknown: [
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    ],
    expired: ['ExpiredToken', 'The provided token has expired.'],
  },
} as const;

const JSON_CODES = {
  missing: 'MissingAuthenticationTokenException',
  unknown: 'UnrecognizedClientException',
  expired: 'ExpiredTokenException',
} as const;
