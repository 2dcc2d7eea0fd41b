import type { Outcome } from '../model/part.ts';
import type { Manifest } from '../output/manifest.ts';
import type { Organization } from '../simulation/index.ts';

type Account = Organization['accounts'][number];

/** An account that came out otherwise than it is built. */
export interface Difference {
  readonly accountId: string;
  readonly expected: string;
  readonly found: string;
}

/** Accounts with another outcome or another number of users than the organization is built to give. */
export function differencesFrom(
  organization: Organization,
  manifest: Manifest,
): readonly Difference[] {
  const read = new Map(manifest.accounts.map((account) => [account.accountId, account]));
  return organization.accounts.flatMap((account) => {
    const outcome = expectedOutcome(account, organization);
    const expected = describe(outcome, isRead(outcome) ? account.users.length : 0);
    const actual = read.get(account.id);
    const found = actual === undefined ? 'nothing' : describe(actual.outcome, actual.users);
    return expected === found ? [] : [{ accountId: account.id, expected, found }];
  });
}

function describe(outcome: Outcome, users: number): string {
  return `${outcome} with ${users} users`;
}

function isRead(outcome: Outcome): boolean {
  return outcome === 'collected' || outcome === 'partial';
}

function expectedOutcome(account: Account, organization: Organization): Outcome {
  if (account.state !== 'ACTIVE' && account.state !== 'PENDING_CLOSURE') return 'skipped';
  const role = account.roles.find(({ name }) => name === organization.roleName);
  const refused = role === undefined || demandsOtherExternalId(role, organization.externalId);
  // The caller reads its own account with its own credentials.
  if (refused) return account.id === organization.caller.accountId ? 'collected' : 'failed';
  return role.policies.some((policy) => hasDeny(policy)) ? 'partial' : 'collected';
}

type Role = Account['roles'][number];

function demandsOtherExternalId({ trustPolicy }: Role, externalId: string | null): boolean {
  return statementsOf(trustPolicy).some(({ Condition }) => {
    const demanded = Condition?.StringEquals?.['sts:ExternalId'];
    return demanded !== undefined && demanded !== externalId;
  });
}

function hasDeny(policy: Role['policies'][number]): boolean {
  return statementsOf(policy).some(({ Effect }) => Effect === 'Deny');
}

function statementsOf({ Statement }: Role['trustPolicy']) {
  return Array.isArray(Statement) ? Statement : [Statement];
}
