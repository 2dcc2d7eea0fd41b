import type { CaseResult } from '../harness/figures.ts';
import { rounded } from './amounts.ts';
import { runsOf, unitCosts } from './unit-costs.ts';

/**
 * How calls, processor time and memory grow with accounts, users and keys, in figures of the run;
 * nothing if it did not measure that.
 */
export function growth(results: readonly CaseResult[]): readonly string[] {
  const costs = unitCosts(results);
  const [small, , large] = runsOf(results, 'many-users');
  if (costs === null || !small || !large) return [];
  return [
    '## How cost grows\n',
    `- **Calls**: five for an account (role, report twice, alias, summary), two for every 1,000 users, on a
  first run one for each user with access keys and one for each with signing certificates, on a
  later run one for every thirtieth of them and for what has changed. A report that is not ready is
  asked for again.
- **Processor time**: ${rounded(1000 * costs.msPerUser)} ms for 1,000 users of a later run, of which publishing takes some ${rounded(1000 * costs.msPerRow)} ms;
  ${rounded(costs.msPerListing)} ms for each call about a user's keys or certificates; an account takes ${rounded(costs.msPerAccount)} ms with
  everything around it, its users aside.
- **Memory** is that of the accounts in flight (\`--concurrency\`), and of up to 2,000 users of others that wait
  for their reports: ${rounded(small.peakMiB)} MiB at ${small.users.toLocaleString('en-US')} users,
  ${rounded(large.peakMiB)} MiB at ${large.users.toLocaleString('en-US')}.
- **Time** is the number of calls over what AWS lets through, and at least the processor time. In an
  organization of 50,000 accounts the list of accounts alone takes five minutes: AWS gives 20 at a
  time, eight times a second. What to expect of yours: [cost and sizes](reference/cost-and-sizes.md).
`,
  ];
}
