import { type CaseResult, type Measurement, totalCalls } from '../harness/figures.ts';
import { rounded } from './amounts.ts';

/**
 * How calls, processor time and memory grow with accounts, users and keys, in figures of the run;
 * nothing if it did not measure that.
 */
export function growth(results: readonly CaseResult[]): readonly string[] {
  const [smallFirst, smallLater, largeFirst, largeLater] = runsOf(results, 'many-users');
  const [, , smallAccounts] = runsOf(results, 'processor-time');
  if (!smallFirst || !smallLater || !largeFirst || !largeLater || !smallAccounts) return [];
  const perThousand = (largeLater.cpuMs - smallLater.cpuMs) / thousands(largeLater, smallLater);
  const listed = totalCalls(largeFirst.calls) - totalCalls(largeLater.calls);
  const perCall = (largeFirst.cpuMs - largeLater.cpuMs) / listed;
  const perAccount = smallAccounts.cpuMs / (smallAccounts.calls['iam:GetAccountSummary'] ?? 1);
  return [
    '## How cost grows\n',
    `- **Calls**: five for an account (role, report twice, alias, summary), two for every 1,000 users, on a
  first run one for each user with access keys and one for each with signing certificates, on a
  later run one for every thirtieth of them and for what has changed. A report that is not ready is
  asked for again.
- **Processor time**: ${rounded(perThousand)} ms for 1,000 users of a later run, ${rounded(perCall)} ms for each call about a user's keys
  or certificates; a small account takes ${rounded(perAccount)} ms with everything around it.
- **Memory** is that of the accounts in flight (\`--concurrency\`): ${rounded(smallFirst.peakMiB)} MiB at ${smallFirst.users.toLocaleString('en-US')} users,
  ${rounded(largeFirst.peakMiB)} MiB at ${largeFirst.users.toLocaleString('en-US')}.
- **Time** is the number of calls over what AWS lets through, and at least the processor time. In an
  organization of 50,000 accounts the list of accounts alone takes five minutes: AWS gives 20 at a
  time, eight times a second.
`,
  ];
}

function runsOf(results: readonly CaseResult[], name: string): readonly Measurement[] {
  return results.find((result) => result.name === name)?.measurements ?? [];
}

function thousands(larger: Measurement, smaller: Measurement): number {
  return (larger.users - smaller.users) / 1000;
}
