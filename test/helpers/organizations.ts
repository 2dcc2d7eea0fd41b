import {
  type Account,
  demoOrganization,
  generateOrganization,
  type Organization,
} from '../../src/simulation/index.ts';
import { byBytes } from './expected-text.ts';
import { NOW } from './run-simulated.ts';

/** Three accounts of eight users, with more of everything that is rare elsewhere. */
export function smallOrganization(seed: string, size: { accounts?: number; users?: number } = {}) {
  return generateOrganization({
    seed,
    accounts: size.accounts ?? 3,
    usersPerAccount: size.users ?? 8,
    now: NOW,
    shares: { accessKeys: 0.6, signingCertificates: 0.3 },
  });
}

/** The demo, and its account whose users have every kind and state of credential. */
export function oddCredentials(): { organization: Organization; account: Account } {
  const organization = demoOrganization(NOW);
  return { organization, account: accountOf(organization, '604020806040') };
}

export function accountOf({ accounts }: Organization, accountId: string): Account {
  const account = accounts.find(({ id }) => id === accountId);
  if (account === undefined) throw new RangeError(`the organization has no account ${accountId}`);
  return account;
}

/** The accounts in the order of the file; there are at least three. */
export function accountsOf({ accounts }: Organization): readonly [Account, Account, Account] {
  const [first, second, third] = [...accounts].sort((a, b) => byBytes(a.id, b.id));
  if (!first || !second || !third) throw new RangeError('expected three accounts at least');
  return [first, second, third];
}

/** Adds an explicit deny to the role of the collector. */
export function deny(account: Account, operations: readonly string[]): void {
  const Action = operations.map((operation) => `iam:${operation}`);
  const policy = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action, Resource: '*' } };
  account.roles = account.roles.map((role) =>
    role.name === 'iam-user-data-collector'
      ? { ...role, policies: [...role.policies, policy as (typeof role.policies)[number]] }
      : role,
  );
}

/** Takes the role of the collector away. */
export function removeRole(account: Account): void {
  account.roles = account.roles.filter(({ name }) => name !== 'iam-user-data-collector');
}
