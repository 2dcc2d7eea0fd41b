import { compareText } from '../model/text-order.ts';
import type { PlannedAccount } from './plan.ts';

/**
 * Some of the accounts, always the same ones of the same organization and few others after a change:
 * one of each organizational unit in turn, since what is deployed is deployed unit by unit.
 *
 * @returns In the order that they were given in.
 */
export function sampleAccounts(
  accounts: readonly PlannedAccount[],
  size: number,
): readonly PlannedAccount[] {
  const units = new Map<string, PlannedAccount[]>();
  for (const account of accounts) {
    const unit = account.organizationalUnitPath ?? '';
    units.set(unit, [...(units.get(unit) ?? []), account]);
  }
  const turns = [...units.values()].flatMap((members) =>
    members.toSorted(byHash).map((account, turn) => ({ account, turn })),
  );
  const chosen = turns.sort(
    (left, right) => left.turn - right.turn || byHash(left.account, right.account),
  );
  const ids = new Set(chosen.slice(0, size).map(({ account }) => account.accountId));
  return accounts.filter(({ accountId }) => ids.has(accountId));
}

/** By chance, but always the same. */
function byHash({ accountId: left }: PlannedAccount, { accountId: right }: PlannedAccount): number {
  return hashOf(left) - hashOf(right) || compareText(left, right);
}

/** FNV-1a, 32 bits: not for secrets, but ids that are close come out far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
