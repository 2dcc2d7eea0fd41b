import type { DiagnosedAccount } from '../../output/diagnosis.ts';
import { counted } from '../amounts.ts';
import { printable, wrap } from '../terminal-text.ts';
import { namedAccountLines } from './diagnosis-cause.ts';

/** What of the accounts that were opened nothing is known, by action and reason. */
export function untestedLines(
  accounts: readonly DiagnosedAccount[],
  width: number,
): readonly string[] {
  const groups = new Map<
    string,
    { readonly text: string; readonly accounts: DiagnosedAccount[] }
  >();
  for (const account of accounts) {
    for (const { action, reason } of account.untested) {
      const text = `${action} (${reason})`;
      const group = groups.get(text) ?? { text, accounts: [] };
      groups.set(text, group);
      group.accounts.push(account);
    }
  }
  if (groups.size === 0) return [];
  return [
    'Not tested: whether these are allowed is not known',
    ...[...groups.values()].flatMap((group) => [
      ...wrap(
        printable(`${group.text}: ${counted(group.accounts.length, 'account')}`),
        width - 2,
      ).map((line) => `  ${line}`),
      ...namedAccountLines(group.accounts, () => ''),
    ]),
  ];
}
