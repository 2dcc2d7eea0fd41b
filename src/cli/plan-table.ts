import type { Plan, PlannedAccount } from '../organization/plan.ts';
import { count, counted } from './amounts.ts';
import { alignColumns } from './table.ts';
import { cutTo, printable } from './terminal-text.ts';

/** Longer names and paths are cut: the account id tells accounts apart. */
const WIDEST_CELL = 40;

/**
 * Calls for an account of up to 1,000 users: AssumeRole aside, the report asked for and fetched,
 * two lists of users, alias and summary, with some room for waiting.
 */
const CALLS_PER_ACCOUNT = 8;

/** The plan for people: the totals, then every account. */
export function renderPlan(plan: Plan): string {
  const read = plan.accounts.filter(({ skip }) => skip === null).length;
  const skipped = plan.accounts.length - read;
  const header = ['ACCOUNT', 'PLAN', 'NAME', 'ORGANIZATIONAL UNIT', 'WHY NOT'];
  const lines = [
    ...alignColumns([header, ...plan.accounts.map(accountRow)]),
    '',
    `${counted(read, 'account')} to read, ${count(skipped)} to skip`,
    `Organization: ${plan.organizationId ?? 'not asked for'}`,
    `Role to assume: ${plan.settings.roleName}`,
    `Calls: about ${count(read * CALLS_PER_ACCOUNT)}, that is ${CALLS_PER_ACCOUNT} for each account ` +
      'of up to 1,000 users; 2 more for every further 1,000 users, 1 for each user with access keys, ' +
      '1 for each user with signing certificates.',
    'Nothing has been read but the list of accounts, and nothing has been written.',
    'Next: `iam-users collect` with the same settings.',
  ];
  return `${lines.join('\n')}\n`;
}

function accountRow(account: PlannedAccount): readonly string[] {
  const { accountId, accountName, organizationalUnitPath, skip } = account;
  return [
    accountId,
    skip === null ? 'read' : 'skip',
    shortened(accountName),
    shortened(organizationalUnitPath),
    skip === null ? '' : `${printable(skip.reason)} (${skip.code})`,
  ];
}

function shortened(text: string | null): string {
  return cutTo(printable(text ?? '-'), WIDEST_CELL);
}
