import { CollectorError } from '../errors.ts';
import type { AccountAccess, Caller, Clock, IamReader } from '../ports.ts';
import { openAccountSession, type SessionOptions } from './account-session.ts';
import { createCallCounter } from './call-counter.ts';
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
      const counter = createCallCounter();
      const renew = () =>
        assumeRole(options.connection.sts, options.role, { ...account, counter, signal });
      try {
        return await openReader(options, { counter, signal, renew });
      } catch (thrown) {
        const isOwn = account.accountId === options.caller.accountId;
        const isRefused = thrown instanceof CollectorError && thrown.code === 'ROLE_NOT_ASSUMABLE';
        if (!isOwn || !isRefused) throw thrown;
        return openReader(options, { counter, signal, renew: null });
      }
    },
  };
}

async function openReader(
  { connection, caller, role, clock }: AccountAccessOptions,
  session: Pick<SessionOptions, 'counter' | 'signal' | 'renew'>,
): Promise<IamReader> {
  const principal = session.renew === null ? caller.arn : `the role \`${role.roleName}\``;
  return createIamReader(
    await openAccountSession({ ...session, connection, principal, now: clock.now }),
  );
}
