import type { PolicyDocument } from '../../policy/document.ts';
import { isTrusted } from '../../policy/trust.ts';
import type { Session } from '../../runtime/sessions.ts';
import type { State } from '../../runtime/state.ts';
import { ServiceError } from '../../service-error.ts';
import type { Account, AccountState, Role } from '../../world/account.ts';
import { toTimestamp } from '../../world/timestamp.ts';
import { authorize } from '../authorize.ts';
import { element } from '../xml.ts';

/**
 * Gives out the credentials of a role. STS answers one and the same `AccessDenied` for a role that
 * does not exist, a trust policy that does not fit, and an account that is closed.
 */
export function assumeRole(state: State, session: Session, parameters: URLSearchParams): string {
  const roleArn = required(parameters, 'RoleArn');
  const sessionName = required(parameters, 'RoleSessionName');
  const seconds = durationOf(session, parameters);
  const policy = sessionPolicy(parameters);
  authorize(state, session, { action: 'sts:AssumeRole', resource: roleArn });
  const { account, role } = findTrusting(state, session, parameters, roleArn);
  if (seconds > role.maximumSessionSeconds)
    throw tooLong('the MaxSessionDuration set for this role');
  const opened = state.sessions.open({
    accountId: account.id,
    roleId: role.id,
    roleArn,
    sessionName,
    policy,
    seconds,
  });
  return renderSession(opened, role, sessionName);
}

function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value !== null && value !== '') return value;
  throw new ServiceError(
    'ValidationError',
    400,
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}

/** Sessions of a session (role chaining) last one hour at most. */
function durationOf(session: Session, parameters: URLSearchParams): number {
  const seconds = Number(parameters.get('DurationSeconds') ?? 3600);
  if (!(seconds >= 900 && seconds <= 43_200)) {
    throw new ServiceError(
      'ValidationError',
      400,
      `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900 and 43200`,
    );
  }
  if (session.principal.kind === 'role' && seconds > 3600) {
    throw tooLong('the 1 hour session limit for roles assumed by role chaining');
  }
  return seconds;
}

function tooLong(limit: string): ServiceError {
  return new ServiceError(
    'ValidationError',
    400,
    `The requested DurationSeconds exceeds ${limit}.`,
  );
}

function sessionPolicy(parameters: URLSearchParams): PolicyDocument | null {
  const text = parameters.get('Policy');
  if (text === null) return null;
  if (text.length > 2048) {
    throw new ServiceError(
      'PackedPolicyTooLarge',
      400,
      'The session policy is longer than 2048 characters.',
    );
  }
  try {
    return JSON.parse(text) as PolicyDocument;
  } catch {
    throw new ServiceError(
      'MalformedPolicyDocument',
      400,
      'The policy is not in the valid JSON format.',
    );
  }
}

function findTrusting(
  state: State,
  session: Session,
  parameters: URLSearchParams,
  roleArn: string,
): { readonly account: Account; readonly role: Role } {
  const account = state.account(roleArn.split(':')[4] ?? '');
  const role = account?.roles.find(({ arn }) => arn === roleArn);
  const { principal } = session;
  const trusted =
    role !== undefined &&
    isTrusted(role.trustPolicy, {
      roleArn,
      callerAccountId: principal.accountId,
      callerArn: principal.arn,
      principalArn: session.roleArn,
      organizationId: state.organization.id,
      externalId: parameters.get('ExternalId'),
      sessionName: parameters.get('RoleSessionName') ?? '',
    });
  if (account !== undefined && trusted && USABLE.has(account.state)) return { account, role };
  throw new ServiceError(
    'AccessDenied',
    403,
    `User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
  );
}

/** An account that is about to be closed still works. */
const USABLE: ReadonlySet<AccountState> = new Set(['ACTIVE', 'PENDING_CLOSURE']);

function renderSession(session: Session, role: Role, sessionName: string): string {
  const credentials = [
    element('AccessKeyId', session.accessKeyId),
    element('SecretAccessKey', session.secretAccessKey),
    element('SessionToken', session.token),
    element('Expiration', toTimestamp(session.expiresAt ?? 0)),
  ].join('');
  const user = [
    element('AssumedRoleId', `${role.id}:${sessionName}`),
    element('Arn', session.principal.arn),
  ].join('');
  return `<Credentials>${credentials}</Credentials><AssumedRoleUser>${user}</AssumedRoleUser>`;
}
