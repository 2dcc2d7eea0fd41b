import type { Cause } from '../../output/causes.ts';
import type { ManifestAccount } from '../../output/manifest.ts';
import { count, counted } from '../amounts.ts';
import { cutTo, printable, wrap } from '../terminal-text.ts';

/** More accounts than these are counted; the manifest has them all. */
const ACCOUNTS_SHOWN = 5;

const WIDEST_NAME = 60;

/** One cause: what it is, where, what happened, what to do. */
export function causeLines(cause: Cause, width: number): readonly string[] {
  const { code, operation, message, remedy, accounts } = cause;
  const at = operation === null ? '' : ` at ${operation}`;
  const facts = [...new Set(accounts.flatMap(({ unknownFacts }) => unknownFacts))];
  return [
    printable(`  ${code}${at}: ${counted(accounts.length, 'account')}`),
    ...accountLines(accounts, () => ''),
    ...labelled('what happened: ', message, width),
    ...(facts.length > 0 ? labelled('unknown there: ', facts.join(', '), width) : []),
    ...labelled('what to do:    ', remedy, width),
  ];
}

/** Accounts with a remark each, and how many more there are. */
export function accountLines(
  accounts: readonly ManifestAccount[],
  remark: (account: ManifestAccount) => string,
): readonly string[] {
  const shown = accounts.slice(0, ACCOUNTS_SHOWN).map((account) => {
    const name = cutTo(printable(account.accountName ?? ''), WIDEST_NAME);
    return `    ${printable(account.accountId)}  ${name}${printable(remark(account))}`.trimEnd();
  });
  const more = accounts.length - ACCOUNTS_SHOWN;
  return more > 0 ? [...shown, `    and ${count(more)} more`] : shown;
}

function labelled(label: string, text: string, width: number): readonly string[] {
  const indent = 4 + label.length;
  return wrap(printable(text), width - indent).map((line, index) =>
    index === 0 ? `    ${label}${line}` : ' '.repeat(indent) + line,
  );
}
