import { evaluate, type PolicyRequest } from '../policy/evaluate.ts';
import type { Session } from '../runtime/sessions.ts';
import type { State } from '../runtime/state.ts';
import { ServiceError } from '../service-error.ts';
import type { JudgedAccess } from '../wire.ts';
import type { Account, Role } from '../world/account.ts';

/** An action on a resource, and how the service spells the refusal. */
export interface Access extends JudgedAccess {
  /** @defaultValue `AccessDenied` with status 403, as the XML services answer. */
  readonly denied?: { readonly code: string; readonly status: number };
}

/**
 * Throws unless the policies of the session's role allow an action: role ∩ session policy ∩
 * service control policies, which do not bind the management account.
 */
export function authorize(state: State, session: Session, access: Access): void {
  const reason = refusal(state, session, access);
  if (reason === null) return;
  const { code, status } = access.denied ?? { code: 'AccessDenied', status: 403 };
  const subject = `User: ${session.principal.arn} is not authorized to perform: ${access.action}`;
  throw new ServiceError(code, status, `${subject} on resource: ${access.resource} ${reason}`);
}

/** Why the policies of the session's role refuse an action; `null`: they allow it. */
export function refusal(state: State, session: Session, access: JudgedAccess): string | null {
  const account = state.account(session.principal.accountId);
  const role = account?.roles.find(({ arn }) => arn === session.roleArn);
  if (account === undefined || role === undefined) return because('identity-based', access.action);
  const request = requestOf(state, session, access);
  return (
    refusalBy(role.policies, 'identity-based', request) ??
    (session.policy === null ? null : refusalBy([session.policy], 'session', request)) ??
    refusalByServiceControl(state, account, request)
  );
}

function requestOf(state: State, session: Session, access: JudgedAccess): PolicyRequest {
  return {
    action: access.action,
    resource: access.resource,
    context: {
      ...access.context,
      'aws:principalarn': session.roleArn,
      'aws:principalaccount': session.principal.accountId,
      'aws:principalorgid': state.organization.id,
    },
  };
}

function refusalByServiceControl(
  state: State,
  account: Account,
  request: PolicyRequest,
): string | null {
  const exempt = account.id === state.organization.managementAccountId;
  if (exempt || account.serviceControlPolicies.length === 0) return null;
  return refusalBy(account.serviceControlPolicies, 'service control', request);
}

function refusalBy(
  policies: Role['policies'],
  kind: 'identity-based' | 'session' | 'service control',
  request: PolicyRequest,
): string | null {
  const verdict = evaluate(policies, request);
  if (verdict === 'allowed') return null;
  if (verdict === 'denied explicitly') {
    return `with an explicit deny in ${kind === 'identity-based' ? 'an' : 'a'} ${kind} policy`;
  }
  return because(kind, request.action);
}

function because(kind: string, action: string): string {
  return `because no ${kind} policy allows the ${action} action`;
}
