import { type Cause, EFFECTS, type Finding, type NamedAccount } from './diagnosis.ts';

/** What is wrong in one account; `null`: with the run as a whole. */
export interface LocatedFinding {
  readonly account: NamedAccount | null;
  readonly finding: Finding;
}

/**
 * Findings by cause, the worst effect first, then the most frequent. Of a thousand accounts
 * without the role one entry is read, not a thousand; its message is that of the first of them.
 */
export function groupFindings(findings: readonly LocatedFinding[]): readonly Cause[] {
  const causes = new Map<string, Cause & { readonly accounts: NamedAccount[] }>();
  for (const { account, finding } of findings) {
    const { code, operations, effect, remedy } = finding;
    const key = JSON.stringify([code, operations, effect, remedy]);
    const cause = causes.get(key) ?? { ...finding, accounts: [] };
    causes.set(key, cause);
    if (account === null) continue;
    const { accountId, accountName } = account;
    cause.accounts.push({ accountId, accountName });
  }
  return [...causes.values()].sort(
    (left, right) =>
      EFFECTS.indexOf(left.effect) - EFFECTS.indexOf(right.effect) ||
      right.accounts.length - left.accounts.length,
  );
}
