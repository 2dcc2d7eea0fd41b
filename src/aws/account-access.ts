import { CollectorError } from '../errors.ts';
import type { AccountAccess, AccountToOpen, AccountTrials, Caller, Clock } from '../ports.ts';
import { type AccountSession, openAccountSession, type SessionOptions } from './account-session.ts';
import type { Connection } from './connection.ts';
import { createIamReader } from './iam-reader.ts';
import { assumeRole, ROLE_REFUSALS, type RoleSettings } from './role-session.ts';

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
    open: async (account, signal) =>
      createIamReader((await openSession(options, account, signal)).session),
  };
}

/** Opens accounts in the same way, to find out what may be done in them. */
export function createAccountTrials(options: AccountAccessOptions): AccountTrials {
  return {
    async open(account, signal) {
      const { session, access } = await openSession(options, account, signal);
      return { reader: createIamReader({ ...session, isTrial: true }), access };
    },
  };
}

interface OpenedSession {
  readonly session: AccountSession;
  /** Whose credentials it has. */
  readonly access: 'role' | 'caller';
}

async function openSession(
  options: AccountAccessOptions,
  account: AccountToOpen,
  signal: AbortSignal,
): Promise<OpenedSession> {
  const { accountId, onRequest } = account;
  const renew = () => assumeRole(options.connection, options.role, { ...account, signal });
  try {
    const session = await openWith(options, { accountId, onRequest, signal, renew });
    return { session, access: 'role' };
  } catch (thrown) {
    const isOwn = accountId === options.caller.accountId;
    const isRefused = thrown instanceof CollectorError && ROLE_REFUSALS.has(thrown.code);
    if (!isOwn || !isRefused) throw thrown;
    const session = await openWith(options, { accountId, onRequest, signal, renew: null });
    return { session, access: 'caller' };
  }
}

function openWith(
  { connection, caller, role, clock }: AccountAccessOptions,
  session: Pick<SessionOptions, 'accountId' | 'onRequest' | 'signal' | 'renew'>,
): Promise<AccountSession> {
  const principal = session.renew === null ? caller.arn : `the role \`${role.roleName}\``;
  return openAccountSession({ ...session, connection, principal, now: clock.now });
}
