import type { Plan, PlannedAccount } from '../organization/plan.ts';
import { count, counted } from './amounts.ts';
import { type CallPrice, callPriceOf } from './call-price.ts';
import { alignColumns } from './table.ts';
import { cutTo, printable } from './terminal-text.ts';

/** Longer names and paths are cut: the account id tells accounts apart. */
const WIDEST_CELL = 40;

/** The plan for people: the totals, then every account. */
export function renderPlan(plan: Plan): string {
  const read = plan.accounts.filter(({ skip }) => skip === null).length;
  const skipped = plan.accounts.length - read;
  const price = callPriceOf(plan.settings);
  const header = ['ACCOUNT', 'PLAN', 'NAME', 'ORGANIZATIONAL UNIT', 'WHY NOT'];
  const lines = [
    ...alignColumns([header, ...plan.accounts.map(accountRow)]),
    '',
    `${counted(read, 'account')} to read, ${count(skipped)} to skip`,
    `Organization: ${plan.organizationId ?? 'not asked for'}`,
    `Role to assume: ${plan.settings.roleName}`,
    `Calls: ${callsOf(read, price)}`,
    ...(price.isLessLater ? [LATER_RUNS] : []),
    'Nothing has been read but the list of accounts, and nothing has been written.',
    ...(read === 0 ? [] : ['Next: `iam-users collect` with the same settings.']),
  ];
  return `${lines.join('\n')}\n`;
}

const LATER_RUNS =
  'Later runs list access keys and certificates of users whose have changed, and of one user in thirty.';

function callsOf(accounts: number, { perAccount, further }: CallPrice): string {
  const total = count(accounts * perAccount);
  return `about ${total}, that is ${perAccount} for each account of up to 1,000 users; on top ${further.join(', ')}.`;
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
