import type { ManifestAccount } from './manifest.ts';

/** One kind of trouble, and every account that has it. */
export interface Cause {
  readonly code: string;
  readonly operation: string | null;
  /** Of the first of the accounts: it names that account, and stands for the others. */
  readonly message: string;
  readonly remedy: string;
  readonly accounts: readonly ManifestAccount[];
}

/**
 * The errors of accounts by code and operation, the most frequent first: of a thousand accounts
 * without the role, one entry is read, not a thousand.
 */
export function groupByCause(accounts: readonly ManifestAccount[]): readonly Cause[] {
  const causes = new Map<string, Cause & { readonly accounts: ManifestAccount[] }>();
  for (const account of accounts) {
    for (const { code, operation, message, remedy } of account.errors) {
      const key = `${code} ${operation ?? ''}`;
      const cause = causes.get(key) ?? { code, operation, message, remedy, accounts: [] };
      causes.set(key, cause);
      if (cause.accounts.at(-1) !== account) cause.accounts.push(account);
    }
  }
  return [...causes.values()].sort((left, right) => right.accounts.length - left.accounts.length);
}
