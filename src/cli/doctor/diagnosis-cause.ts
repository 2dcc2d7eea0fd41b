import type { Cause, Effect, NamedAccount } from '../../output/diagnosis.ts';
import { count, counted } from '../amounts.ts';
import { cutTo, printable, wrap } from '../terminal-text.ts';

/** More accounts than these are counted; the JSON has them all. */
const ACCOUNTS_SHOWN = 5;

const WIDEST_NAME = 60;

/**
 * One cause: what it is, where, what a run would make of it, what to do.
 *
 * @param opened - In how many accounts the role could be assumed.
 */
export function diagnosisCauseLines(
  cause: Cause,
  opened: number,
  width: number,
): readonly string[] {
  const { code, operations, effect, lostFacts, message, remedy, accounts } = cause;
  const where = accounts.length === 0 ? '' : `: ${counted(accounts.length, 'account')}`;
  return [
    `  ${code}${where}`,
    ...namedAccountLines(accounts, () => ''),
    ...labelled('at:            ', operations.join(', '), width),
    ...labelled('what happened: ', message, width),
    ...labelled('a run would:   ', EFFECT_TEXTS[effect], width),
    ...labelled('unknown there: ', lostFacts.join(', '), width),
    ...labelled('what to do:    ', remedy, width),
    ...labelled('worth knowing: ', comparison(cause, opened), width),
  ];
}

/** AWS gives one answer for every reason that a role cannot be assumed; other accounts tell more. */
function comparison({ code, accounts }: Cause, opened: number): string {
  if (code !== 'ROLE_NOT_ASSUMABLE') return '';
  if (opened > 0) {
    return `the role can be assumed in ${counted(opened, 'other account')}, so begin with the roles of these, and not with the caller.`;
  }
  return accounts.length > 1
    ? 'no account could be opened, so begin with what all have in common: the name of the role, the external id, and what the caller may do.'
    : '';
}

const EFFECT_TEXTS: Readonly<Record<Effect, string>> = {
  RUN_FAILS: 'fail, and publish nothing',
  ACCOUNT_FAILS: 'have none of the users of these accounts',
  FACTS_UNKNOWN: 'have all users, with some facts "unknown"',
  AGES_WRONG: 'have wrong ages and a wrong `collectedAt`',
  RUN_IMPAIRED: 'publish, but might not move `latest.json`, or not be resumable everywhere',
  NONE: 'have everything all the same, with more calls',
};

/** Accounts with a remark each, and how many more there are. */
export function namedAccountLines<T extends NamedAccount>(
  accounts: readonly T[],
  remark: (account: T) => string,
): readonly string[] {
  const shown = accounts.slice(0, ACCOUNTS_SHOWN).map((account) => {
    const name = cutTo(printable(account.accountName ?? ''), WIDEST_NAME);
    return `    ${printable(account.accountId)}  ${name}${printable(remark(account))}`.trimEnd();
  });
  const more = accounts.length - ACCOUNTS_SHOWN;
  return more > 0 ? [...shown, `    and ${count(more)} more`] : shown;
}

function labelled(label: string, text: string, width: number): readonly string[] {
  if (text === '') return [];
  const indent = 4 + label.length;
  return wrap(printable(text), width - indent).map((line, index) =>
    index === 0 ? `    ${label}${line}` : ' '.repeat(indent) + line,
  );
}
