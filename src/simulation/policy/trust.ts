import type { RequestContext } from './conditions.ts';
import { type PolicyDocument, type Statement, toArray } from './document.ts';
import { evaluate } from './evaluate.ts';

/** Who wants to assume a role. */
export interface TrustRequest {
  readonly roleArn: string;
  readonly callerAccountId: string;
  /** ARN of the session or user that calls. */
  readonly callerArn: string;
  /** ARN of the role behind a session, or of the user: what `aws:PrincipalArn` holds. */
  readonly principalArn: string;
  readonly organizationId: string;
  /** `null`: none was sent. */
  readonly externalId: string | null;
  readonly sessionName: string;
}

/** Whether a role's trust policy lets the caller assume it. */
export function isTrusted(policy: PolicyDocument, request: TrustRequest): boolean {
  const statements = toArray<Statement>(policy.Statement).filter((statement) =>
    namesPrincipal(statement, request),
  );
  const verdict = evaluate([{ Statement: statements }], {
    action: 'sts:AssumeRole',
    resource: request.roleArn,
    context: contextOf(request),
  });
  return verdict === 'allowed';
}

/** A bare account id and `…:root` both mean everyone in that account. */
function namesPrincipal(statement: Statement, request: TrustRequest): boolean {
  if (statement.Principal === '*') return true;
  const named = toArray(statement.Principal?.AWS);
  const account = request.callerAccountId;
  return named.some(
    (principal) =>
      principal === '*' ||
      principal === account ||
      principal === request.callerArn ||
      principal === request.principalArn ||
      principal.endsWith(`:iam::${account}:root`),
  );
}

function contextOf(request: TrustRequest): RequestContext {
  return {
    'aws:principalarn': request.principalArn,
    'aws:principalaccount': request.callerAccountId,
    'aws:principalorgid': request.organizationId,
    'sts:rolesessionname': request.sessionName,
    ...(request.externalId === null ? {} : { 'sts:externalid': request.externalId }),
  };
}
