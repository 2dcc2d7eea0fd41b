import { ASSUMPTIONS as A, LIMITS, PRICES } from './assumptions.ts';
import { type MeasuredRun, measuredCosts, peakMemoryMiB, runsNearAws } from './measured.ts';
import { costOfRun, costOfStorage } from './run-cost.ts';
import {
  estimateRun,
  fitsOneFunction,
  lambdaMachine,
  type Organization,
  type RunEstimate,
  secondsToPublish,
} from './run-estimate.ts';

const ORGANIZATIONS: readonly Organization[] = [
  { accounts: 20, usersPerAccount: 100 },
  { accounts: 100, usersPerAccount: 50 },
  { accounts: 500, usersPerAccount: 20 },
  { accounts: 1_000, usersPerAccount: 20 },
  { accounts: 1_000, usersPerAccount: 200 },
  { accounts: 5_000, usersPerAccount: 20 },
  { accounts: 10_000, usersPerAccount: 50 },
];

const COSTS = measuredCosts();
const LAMBDA = lambdaMachine(COSTS);
/** The machine that was measured, with the latencies that are assumed. */
const BENCH = { costs: COSTS, processor: 1 };

/** As many accounts as an organization may have. */
const LARGEST: Organization = { accounts: 50_000, usersPerAccount: 20 };

/** How long runs take, what they cost, and which size to deploy, as a page of Markdown. */
export function sizesPage(): string {
  return `# Cost and sizes

What to expect, and where the limits are. Processor time, memory and bytes are those that were measured
([performance](../performance.md)), rates and limits those that AWS publishes. What AWS does not publish, how
long its calls take, is assumed: \`scripts/lib/sizes/assumptions.ts\` has every such number; change it to yours
and run \`npm run docs\`.

${toTable(
  [
    'accounts × users of each',
    'size',
    'first run',
    'its calls of IAM',
    'later run',
    'its calls of IAM',
    'a later run costs',
    'a month of daily runs',
  ],
  [...ORGANIZATIONS, LARGEST].map(toRow),
)}
*Size* is that of the [template](../deploy.md#3-the-collector). \`single\` where the first run takes a third of
the ${LIMITS.functionSeconds / 60} minutes of a function at most, since AWS may take calls more slowly than is assumed; a run that does
not get through publishes what it has read and names the rest. On the command line, which has no such
limit, a run takes as long as with \`single\`, or less with a whole processor.

A run needs the first run's calls once, and again after \`known/\` was deleted. The month has 30 later
runs, and what 30 snapshots cost to keep for a month. Not counted: logs, alarms, the KMS key if there is
one, and traffic, which is free within a region.

## How far off it is

First runs of the program over a simulated organization whose calls and reports take as long as is assumed
here, as they were measured, beside what is computed for the same machine:

${toTable(['accounts × users of each', 'computed', 'measured'], runsNearAws().map(toCheck))}
## What a run takes longer by

- **AWS refuses calls for their rate.** How fast IAM may be asked AWS does not say. A run then slows
  down, and a large account of which AWS takes 10 calls a second has its key holders listed in a tenth of
  a second each.
- **Few large accounts.** One account is read by one function, at most ${A.callsAtATime} calls at a time:
  ${A.callsAtATime / A.callSeconds} a second at the latency below, 50,000 in 15 minutes.
- **\`MaxConcurrency\`.** ${A.batchesAtATime * A.accountsInABatch} accounts at a time wait for their credential reports. Where that takes longer than
  their calls do at ${A.distributedCallsPerSecond} a second, as in later runs, more batches at a time help.
- **Publishing** is left to one function in either size: ${duration({ seconds: secondsToPublish(LARGEST, LAMBDA) })} of its ${LIMITS.functionSeconds / 60} for ${count(LARGEST.accounts)} accounts of ${LARGEST.usersPerAccount} users.
- **Memory** hardly is a limit: a run over 1,000 accounts of 1,000 users had ${Math.ceil(peakMemoryMiB())} MiB at most, where 100 accounts had
  nearly as much. It grows with the users of the accounts that are read at the same time.
- **\`--freshness live\`**: about six calls for each user, whether there are keys or not.

## Assumptions

${toTable(
  ['', ''],
  [
    ['a call of IAM', `${A.callSeconds * 1_000} ms`],
    ['a credential report, which a daily run finds too old every time', `${A.reportSeconds} s`],
    ['users with access keys', `${A.keyHolders * 100} %`],
    ['users with signing certificates and no keys', `${A.certificateHolders * 100} %`],
    [
      'calls of IAM in an account',
      '5, 2 for every 1,000 users, 1 for each of these users; later for one of 30 of them',
    ],
    ['accounts at a time, `single` (`Concurrency`)', String(A.accountsAtATime)],
    ['accounts that have had their report asked for', `${A.accountsBegun} for each of them`],
    [
      'batches at a time × accounts, `distributed` (`MaxConcurrency`, `MaxItemsPerBatch`)',
      `${A.batchesAtATime} × ${A.accountsInABatch}`,
    ],
    ['calls of IAM per second, `distributed`, at most', String(A.distributedCallsPerSecond)],
    ['what a batch takes beside its accounts', `${A.secondsPerBatch} s`],
    [
      'memory (`MemorySize`), and the processor that comes with it',
      `${A.memoryMB} MB, ${(A.memoryMB / A.memoryOfOneCpuMB).toFixed(2)} of a virtual CPU`,
    ],
    ['starting a function', `${A.startSeconds} s`],
    ['requests of Amazon S3 for an account', `${A.writesPerAccount} PUT, ${A.readsPerAccount} GET`],
    [
      'state transitions of a run, and of a batch',
      `${A.transitionsPerRun}, ${A.transitionsPerBatch}`,
    ],
    ['kept of a run for an account, beside its users', `${A.bytesPerAccount} bytes`],
  ],
)}
Measured, on one processor; a virtual CPU is taken to be as fast:

${toTable(
  ['', ''],
  [
    ['an account, beside its users', milliseconds(COSTS.msPerAccount)],
    ['a user', milliseconds(COSTS.msPerUser)],
    ['a call about a user’s keys or certificates', milliseconds(COSTS.msPerListing)],
    [
      'publishing, which is part of the first two',
      `${milliseconds(COSTS.msPerPart)}, ${milliseconds(COSTS.msPerRow)}`,
    ],
    [
      'a row; of parts and of what is known as much again at most',
      `${Math.round(COSTS.bytesPerUser)} bytes`,
    ],
  ],
)}
AWS Organizations lists ${LIMITS.accountsPerPage} accounts at a time, ${LIMITS.pagesPerSecond} times a second: 50,000 accounts take five minutes.

## Prices

US dollars in us-east-1, as of November 2026, without free tiers: check them against the
[pricing pages](https://aws.amazon.com/pricing/).

${toTable(
  ['of', 'USD'],
  Object.values(PRICES).map(({ of, usd }) => [of, usd.toFixed(10).replace(/0+$/, '')]),
)}`;
}

function toRow(organization: Organization): readonly string[] {
  const { accounts, usersPerAccount } = organization;
  const size = fitsOneFunction(organization, LAMBDA) ? 'single' : 'distributed';
  const first = estimateRun(organization, 'first', size, LAMBDA);
  const later = estimateRun(organization, 'later', size, LAMBDA);
  const cost = costOfRun(organization, later);
  return [
    `${count(accounts)} × ${count(usersPerAccount)}`,
    `\`${size}\``,
    duration(first),
    count(first.calls),
    duration(later),
    count(later.calls),
    dollars(cost),
    dollars(30 * cost + costOfStorage(organization, COSTS)),
  ];
}

function toCheck({ seconds, ...organization }: MeasuredRun): readonly string[] {
  const { accounts, usersPerAccount } = organization;
  return [
    `${count(accounts)} × ${count(usersPerAccount)}`,
    duration(estimateRun(organization, 'first', 'single', BENCH)),
    duration({ seconds }),
  ];
}

function milliseconds(amount: number): string {
  return `${amount.toPrecision(2)} ms`;
}

function duration({ seconds }: Pick<RunEstimate, 'seconds'>): string {
  return seconds < 100 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

function dollars(amount: number): string {
  return `$${amount < 0.1 ? amount.toPrecision(1) : amount.toFixed(2)}`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
