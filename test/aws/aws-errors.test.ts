import { describe, expect, it } from 'vitest';
import { AS_CALLER, toCollectorError } from '../../src/aws/aws-errors.ts';

const READ = {
  operation: 'ListUsers',
  purpose: 'call ListUsers',
  deniedRemedy: 'Allow `iam:ListUsers` in the policy of the role `auditor`.',
  codes: {
    denied: 'ACCESS_DENIED',
    expired: 'SESSION_EXPIRED',
    invalid: 'SESSION_EXPIRED',
    unreachable: 'CONNECTION_FAILED',
  },
} as const;

const IDENTIFY = { operation: 'GetCallerIdentity', purpose: 'find out', codes: AS_CALLER };

function thrown(name: string, message: string, httpStatusCode?: number): Error {
  return Object.assign(new Error(message), {
    name,
    ...(httpStatusCode === undefined ? {} : { $metadata: { httpStatusCode } }),
  });
}

describe("an SDK error turned into one of the product's", () => {
  it('says what was tried, what AWS answered and what to do', () => {
    const error = toCollectorError(thrown('AccessDenied', 'User: x is not authorized', 403), READ);

    expect(error).toMatchObject({
      code: 'ACCESS_DENIED',
      operation: 'ListUsers',
      message: 'could not call ListUsers: AccessDenied: User: x is not authorized',
      remedy: 'Allow `iam:ListUsers` in the policy of the role `auditor`.',
    });
  });

  it.each([
    ['AccessDenied', 403, 'ACCESS_DENIED'],
    ['AccessDeniedException', 400, 'ACCESS_DENIED'],
    ['ExpiredToken', 403, 'SESSION_EXPIRED'],
    ['Throttling', 400, 'THROTTLED'],
    ['ServiceFailureException', 500, 'AWS_UNAVAILABLE'],
    ['ValidationError', 400, 'REQUEST_REJECTED'],
    ['RegionDisabledException', 403, 'STS_REGION_DISABLED'],
    ['AWSOrganizationsNotInUseException', 400, 'ORGANIZATION_NOT_IN_USE'],
  ])('%s is named', (name, status, code) => {
    expect(toCollectorError(thrown(name, 'no', status), READ).code).toBe(code);
  });

  it('tells a service control policy from a policy of the role by the words of AWS', () => {
    const message =
      'User: x is not authorized to perform: iam:ListUsers with an explicit deny in a service control policy';

    expect(toCollectorError(thrown('AccessDenied', message, 403), READ).code).toBe(
      'DENIED_BY_SERVICE_CONTROL_POLICY',
    );
  });

  it.each([
    [
      'ExpiredToken',
      'The security token included in the request is expired',
      'CREDENTIALS_EXPIRED',
    ],
    ['InvalidClientTokenId', 'The security token is invalid', 'CREDENTIALS_INVALID'],
    [
      'CredentialsProviderError',
      'Could not load credentials from any providers',
      'CREDENTIALS_MISSING',
    ],
    [
      'CredentialsProviderError',
      'The SSO session has expired or is invalid',
      'CREDENTIALS_EXPIRED',
    ],
  ])("%s of the caller means that the caller's credentials are at fault", (name, message, code) => {
    expect(toCollectorError(thrown(name, message, 403), IDENTIFY).code).toBe(code);
  });

  it('calls an endpoint that refuses the connection unreachable', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

    expect(toCollectorError(refused, IDENTIFY).code).toBe('ENDPOINT_UNREACHABLE');
  });

  it('keeps the session token, which AWS repeats where a signature does not match, to itself', () => {
    const token = 'FwoGZXIvYXdzEBYaD'.repeat(10);
    const message = `The signature does not match ${token}\nx-amz-security-token:${token}`;

    const error = toCollectorError(thrown('SignatureDoesNotMatch', message, 403), IDENTIFY);

    expect(error.message).toBe(
      'could not find out: SignatureDoesNotMatch: The signature does not match …',
    );
  });
});
