import type { Outcome } from '../../model/part.ts';
import type { ManifestAccount } from '../../output/manifest.ts';

/** One kind of trouble, and every account that has it. */
export interface Cause {
  readonly code: string;
  readonly operation: string | null;
  /** Of the first of the accounts. */
  readonly message: string;
  readonly remedy: string;
  readonly accounts: readonly ManifestAccount[];
}

/** The errors of the accounts of one outcome, by code and operation, the most frequent first. */
export function causesAmong(
  accounts: readonly ManifestAccount[],
  outcome: Outcome,
): readonly Cause[] {
  const causes = new Map<string, Cause & { readonly accounts: ManifestAccount[] }>();
  for (const account of accounts) {
    if (account.outcome !== outcome) continue;
    for (const { code, operation, message, remedy } of account.errors) {
      const key = `${code} ${operation ?? ''}`;
      const cause = causes.get(key) ?? { code, operation, message, remedy, accounts: [] };
      causes.set(key, cause);
      if (cause.accounts.at(-1) !== account) cause.accounts.push(account);
    }
  }
  return [...causes.values()].sort((left, right) => right.accounts.length - left.accounts.length);
}
