import type { ManifestAccount } from '../output/manifest.ts';

/** One thing that went wrong, and every account where it did. */
export interface Cause {
  readonly code: string;
  readonly operation: string | null;
  /** Of the first of the accounts: it names that account, and stands for the others. */
  readonly message: string;
  readonly remedy: string;
  /** Account ids. */
  readonly accounts: readonly string[];
}

/**
 * The errors of accounts that were to be read, grouped by code and operation, the most frequent
 * first: of a thousand accounts without the role, one entry is read, not a thousand.
 */
export function groupByCause(accounts: readonly ManifestAccount[]): readonly Cause[] {
  const causes = new Map<string, Cause & { readonly accounts: string[] }>();
  for (const { accountId, outcome, errors } of accounts) {
    if (outcome === 'skipped') continue;
    for (const { code, operation, message, remedy } of errors) {
      const key = `${code} ${operation ?? ''}`;
      const cause = causes.get(key) ?? { code, operation, message, remedy, accounts: [] };
      causes.set(key, cause);
      if (cause.accounts.at(-1) !== accountId) cause.accounts.push(accountId);
    }
  }
  return [...causes.values()].sort((a, b) => b.accounts.length - a.accounts.length);
}
