import { AssumeRoleCommand, type Credentials } from '@aws-sdk/client-sts';
import type { ErrorCode } from '../errors.ts';
import type { PolicyDocument } from '../policies/document.ts';
import { toCollectorError } from './aws-errors.ts';
import type { Connection } from './connection.ts';
import { governRequests } from './governor/govern-requests.ts';
import { type RequestListener, watchRequests } from './request-listener.ts';
import { required } from './required.ts';

/** The role that is assumed in every account. */
export interface RoleSettings {
  readonly partition: string;
  /** With its path, if it has one: `security/iam-user-data-collector`. */
  readonly roleName: string;
  readonly externalId: string | null;
  /** What sessions are narrowed to. */
  readonly sessionPolicy: PolicyDocument;
}

/** Temporary credentials of one account. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

export interface AssumeRoleRequest {
  readonly accountId: string;
  readonly runId: string;
  readonly onRequest: RequestListener;
  readonly signal: AbortSignal;
}

/** The codes with which AWS says that the role may not be assumed: trying again does not help. */
export const ROLE_REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'ROLE_NOT_ASSUMABLE',
  'DENIED_BY_SERVICE_CONTROL_POLICY',
]);

/** Role chaining allows no more than an hour. */
const DURATION_SECONDS = 3_600;

/**
 * Assumes the role in one account. The session policy lets the session read and nothing else, even
 * if the role may do more.
 *
 * @throws CollectorError `ROLE_NOT_ASSUMABLE`, `STS_REGION_DISABLED`, `CREDENTIALS_EXPIRED` and
 * those of any call.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export async function assumeRole(
  { sts, governor }: Connection,
  role: RoleSettings,
  { accountId, runId, onRequest, signal }: AssumeRoleRequest,
): Promise<SessionCredentials> {
  const roleArn = `arn:${role.partition}:iam::${accountId}:role/${role.roleName}`;
  const command = new AssumeRoleCommand({
    RoleArn: roleArn,
    RoleSessionName: `iam-users-${runId}`,
    DurationSeconds: DURATION_SECONDS,
    Policy: JSON.stringify(role.sessionPolicy),
    ...(role.externalId === null ? {} : { ExternalId: role.externalId }),
  });
  governRequests(command, { governor, service: 'STS', accountId, signal });
  watchRequests(command, onRequest);
  try {
    const answer = await sts.send(command, { abortSignal: signal });
    return toCredentials(answer.Credentials);
  } catch (thrown) {
    signal.throwIfAborted();
    throw toCollectorError(thrown, {
      operation: 'AssumeRole',
      purpose: `assume the role ${roleArn}`,
      codes: {
        denied: 'ROLE_NOT_ASSUMABLE',
        expired: 'CREDENTIALS_EXPIRED',
        invalid: 'CREDENTIALS_INVALID',
        unreachable: 'CONNECTION_FAILED',
      },
    });
  }
}

function toCredentials(credentials: Credentials | undefined): SessionCredentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = required(
    credentials,
    'AssumeRole',
    'Credentials',
  );
  return {
    accessKeyId: required(AccessKeyId, 'AssumeRole', 'AccessKeyId'),
    secretAccessKey: required(SecretAccessKey, 'AssumeRole', 'SecretAccessKey'),
    sessionToken: required(SessionToken, 'AssumeRole', 'SessionToken'),
    expiration: required(Expiration, 'AssumeRole', 'Expiration'),
  };
}
