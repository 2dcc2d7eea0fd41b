import { CollectorError, type ErrorCode } from '../errors.ts';
import type { AccountAccess, Caller, Clock, IamReader } from '../ports.ts';
import { openAccountSession, type SessionOptions } from './account-session.ts';
import type { Connection } from './connection.ts';
import { createIamReader } from './iam-reader.ts';
import { assumeRole, type RoleSettings } from './role-session.ts';

export interface AccountAccessOptions {
  readonly connection: Connection;
  readonly caller: Caller;
  readonly role: RoleSettings;
  readonly clock: Clock;
}

/**
 * Opens accounts by assuming the role in each. The caller's own account is read with the role too
 * if it can be assumed there, else with the caller's own credentials.
 */
export function createAccountAccess(options: AccountAccessOptions): AccountAccess {
  return {
    async open(account, signal) {
      const { onRequest } = account;
      const renew = () => assumeRole(options.connection.sts, options.role, { ...account, signal });
      try {
        return await openReader(options, { onRequest, signal, renew });
      } catch (thrown) {
        const isOwn = account.accountId === options.caller.accountId;
        const isRefused = thrown instanceof CollectorError && REFUSALS.has(thrown.code);
        if (!isOwn || !isRefused) throw thrown;
        return openReader(options, { onRequest, signal, renew: null });
      }
    },
  };
}

const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'ROLE_NOT_ASSUMABLE',
  'DENIED_BY_SERVICE_CONTROL_POLICY',
]);

async function openReader(
  { connection, caller, role, clock }: AccountAccessOptions,
  session: Pick<SessionOptions, 'onRequest' | 'signal' | 'renew'>,
): Promise<IamReader> {
  const principal = session.renew === null ? caller.arn : `the role \`${role.roleName}\``;
  return createIamReader(
    await openAccountSession({ ...session, connection, principal, now: clock.now }),
  );
}
