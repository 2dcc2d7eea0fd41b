import { describe, expect, it } from 'vitest';
import { retryKindOf } from '../../src/aws/failure.ts';

function failure(facts: object): Error {
  return Object.assign(new Error('failed'), facts);
}

function answered(name: string, httpStatusCode: number): Error {
  return failure({ name, $metadata: { httpStatusCode } });
}

describe('which failures are repeated', () => {
  it.each([
    ['IAM and STS', 'Throttling', 400],
    ['most services', 'ThrottlingException', 400],
    ['AWS Organizations', 'TooManyRequestsException', 400],
    ['Amazon S3', 'SlowDown', 503],
    ['EC2-like services', 'RequestLimitExceeded', 503],
    ['anything that answers 429', 'SomethingElse', 429],
  ])('throttling, in the words of %s', (_service, name, status) => {
    expect(retryKindOf(answered(name, status))).toBe('throttled');
  });

  it.each([500, 502, 503, 504, 529])('a server error with status %i', (status) => {
    expect(retryKindOf(answered('InternalFailure', status))).toBe('serverError');
  });

  it.each(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])(
    'a connection that failed with %s',
    (code) => {
      expect(retryKindOf(failure({ code }))).toBe('connection');
    },
  );

  it('a connection failure that something else wraps', () => {
    expect(retryKindOf(failure({ cause: failure({ code: 'ECONNRESET' }) }))).toBe('connection');
  });

  it('a call that took too long', () => {
    expect(retryKindOf(failure({ name: 'TimeoutError' }))).toBe('connection');
  });

  it('an answer that cannot be parsed', () => {
    expect(retryKindOf(new SyntaxError('Unexpected token'))).toBe('serverError');
  });

  it.each([
    ['a refusal', 'AccessDenied', 403],
    ['an expired token', 'ExpiredToken', 403],
    ['a user that is gone', 'NoSuchEntityException', 404],
    ['a report that IAM has no capacity for', 'LimitExceededException', 409],
    ['a report that is not there', 'CredentialReportNotPresentException', 410],
  ])('but not %s', (_what, name, status) => {
    expect(retryKindOf(answered(name, status))).toBeNull();
  });

  it('but not a call that was cancelled', () => {
    expect(retryKindOf(failure({ name: 'AbortError' }))).toBeNull();
  });
});
