import { CollectorError } from '../errors.ts';
import type { OrganizationAccount } from '../model/account.ts';
import { compareText } from '../model/text-order.ts';
import type { PlannedAccount, SkipReason } from './plan.ts';

/** Which accounts of the organization to leave out. */
export interface AccountFilters {
  /** Ids of organizational units or the root; empty: all. Everything below them counts. */
  readonly organizationalUnits: readonly string[];
  readonly excludeOrganizationalUnits: readonly string[];
  readonly excludeAccounts: readonly string[];
}

/**
 * The states in which an account cannot be read. `PENDING_CLOSURE` is not among them: such an
 * account still works. `SUSPENDED` also stands for closed where AWS sends the older `Status`.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html
 */
const UNUSABLE_STATES: ReadonlySet<string> = new Set(['PENDING_ACTIVATION', 'SUSPENDED', 'CLOSED']);

/**
 * Decides for every account of the organization whether it is read, and if not, why. An account
 * whose state AWS does not tell, or tells in a new word, is read: failing in the open is better
 * than being left out in silence.
 */
export function selectAccounts(
  accounts: readonly OrganizationAccount[],
  filters: AccountFilters,
): readonly PlannedAccount[] {
  return accounts
    .map((account) => ({ ...account, skip: skipReason(account, filters) }))
    .sort((left, right) => compareText(left.accountId, right.accountId));
}

/**
 * @param options - The remedy, for who has seen the plan already.
 * @throws CollectorError `NO_ACCOUNTS` if every account is left out, or there is none.
 */
export function requireAccounts(
  accounts: readonly PlannedAccount[],
  options: { readonly remedy?: string } = {},
): void {
  const reasons = accounts.flatMap(({ skip }) => (skip === null ? [] : [skip.reason]));
  if (reasons.length < accounts.length) return;
  const found =
    reasons.length === 0
      ? 'the organization has none'
      : `all ${reasons.length} are left out: ${countEach(reasons)}`;
  const message = `expected at least one account to read, but ${found}`;
  throw new CollectorError('NO_ACCOUNTS', message, options);
}

/** Each different reason once, with how many accounts it concerns. */
function countEach(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} × ${reason}`).join(', ');
}

function skipReason(account: OrganizationAccount, filters: AccountFilters): SkipReason | null {
  return unusable(account) ?? excluded(account, filters);
}

function unusable({ state }: OrganizationAccount): SkipReason | null {
  if (state === null || !UNUSABLE_STATES.has(state)) return null;
  return { code: 'ACCOUNT_NOT_USABLE', reason: `the state is ${state}` };
}

function excluded(account: OrganizationAccount, filters: AccountFilters): SkipReason | null {
  const leaveOut = (reason: string): SkipReason => ({ code: 'ACCOUNT_EXCLUDED', reason });
  if (filters.excludeAccounts.includes(account.accountId)) return leaveOut('excluded by its id');

  const units = account.organizationalUnitPath?.split('/') ?? [];
  const excludedBy = filters.excludeOrganizationalUnits.find((unit) => units.includes(unit));
  if (excludedBy !== undefined) return leaveOut(`below the excluded ${excludedBy}`);

  const included = filters.organizationalUnits;
  const isIncluded = included.length === 0 || included.some((unit) => units.includes(unit));
  return isIncluded ? null : leaveOut('not below a chosen organizational unit');
}
