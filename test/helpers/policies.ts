import type { Account, Role } from '../../src/simulation/index.ts';

/** Gives a role of an account other policies, or another trust policy. */
export function changeRole(
  account: Account,
  name: string,
  change: Partial<Pick<Role, 'policies' | 'trustPolicy'>>,
): void {
  if (account.roles.every((role) => role.name !== name)) {
    throw new RangeError(`the account ${account.id} has no role ${name}`);
  }
  account.roles = account.roles.map((role) => (role.name === name ? { ...role, ...change } : role));
}
