import type { RunResult } from '../../collect/run.ts';
import { actionsToAdd } from '../../output/actions-to-add.ts';
import { groupByCause } from '../../output/causes.ts';
import type { Manifest, ManifestAccount } from '../../output/manifest.ts';
import { bytes, count, counted, duration, rate } from '../amounts.ts';
import type { Paint, Style } from '../paint.ts';
import { alignColumns } from '../table.ts';
import { printable, wrap } from '../terminal-text.ts';
import { accountLines, causeLines } from './cause-lines.ts';

export interface SummaryView {
  readonly width: number;
  readonly paint: Paint;
  /** The command that reads again what is missing. */
  readonly retry?: string | undefined;
}

/** What a run came to, for somebody who has never seen one. Coverage first. */
export function renderSummary(result: RunResult, view: SummaryView): string {
  const sections = [
    headline(result.manifest, view.paint),
    figures(result),
    ...troubles(result.manifest, view),
    permissions(result.manifest, view),
    skipped(result.manifest),
    files(result, view),
    wrap(next(result.manifest, view), view.width),
  ];
  const filled = sections.filter((section) => section.length > 0);
  return `${filled.map((section) => section.join('\n')).join('\n\n')}\n`;
}

const STYLES: Readonly<Record<Manifest['status'], Style>> = {
  COMPLETE: 'green',
  PARTIAL: 'yellow',
  FAILED: 'red',
};

function headline({ status, coverage }: Manifest, paint: Paint): readonly string[] {
  const read = count(coverage.collected + coverage.partial);
  const toRead = counted(coverage.planned - coverage.skipped, 'account');
  return [`${paint(STYLES[status], status)}: ${read} of ${toRead} read (${coverage.percent} %)`];
}

function figures({ manifest, throttling }: RunResult): readonly string[] {
  const { runId, organizationId, coverage, users, accounts } = manifest;
  const { collected, partial, failed } = coverage;
  const calls = sum(accounts, (account) => account.calls);
  const throttles = sum(accounts, (account) => account.throttles);
  const tookMs = Date.parse(manifest.finishedAt) - Date.parse(manifest.startedAt);
  return alignColumns([
    ['  Run', organizationId === null ? runId : `${runId} in organization ${organizationId}`],
    [
      '  Accounts',
      `${count(collected)} collected, ${count(partial)} partial, ${count(failed)} failed, ${count(coverage.skipped)} skipped`,
    ],
    ['  Users', count(users)],
    ['  Access keys', accessKeysText(manifest)],
    [
      '  AWS calls',
      throttles === 0 ? count(calls) : `${count(calls)}, throttled ${count(throttles)} ×`,
    ],
    ...throttlingFigure(throttling),
    ['  Time', duration(tookMs)],
  ]).map(printable);
}

/** How the run got on with the rate limits of AWS; empty if they did not matter. */
function throttlingFigure(throttling: RunResult['throttling']): readonly [string, string][] {
  if (throttling === undefined) return [];
  const { throttles, slowdown } = throttling;
  const often = `Throttled ${throttles === 1 ? 'once' : `${count(throttles)} times`}`;
  if (slowdown === null) return [['  Rate limits', `${often}.`]];
  const pace = `${rate(slowdown.callsPerSecond)} calls a second`;
  const where = slowdown.accounts === null ? '' : ` in ${counted(slowdown.accounts, 'account')}`;
  return [['  Rate limits', `${often}; slowed to ${pace}${where}.`]];
}

/** A number that lacks some says so. */
function accessKeysText({ accessKeys, accounts }: Manifest): string {
  if (accessKeys !== null) return count(accessKeys);
  const lacking = accounts.filter((account) => account.accessKeys === null);
  const wereAsked = lacking.some(({ unknownFacts }) =>
    ['accessKeys', 'accessKeyLastUse'].some((fact) => unknownFacts.includes(fact)),
  );
  if (!wereAsked) return 'not asked for';
  const known = sum(accounts, (account) => account.accessKeys ?? 0);
  return `at least ${count(known)}, unknown in ${counted(lacking.length, 'account')}`;
}

/** Everything that went wrong, the worst first. */
function troubles(
  { accounts, coverage }: Manifest,
  view: SummaryView,
): readonly (readonly string[])[] {
  const remarks = accounts.filter(
    ({ outcome, errors }) => outcome === 'collected' && errors.length > 0,
  );
  const headings = [
    [
      `Failed: ${counted(coverage.failed, 'account')} without any users in the result`,
      'red',
      'failed',
    ],
    [
      `Partial: ${counted(coverage.partial, 'account')} with users, but some facts "unknown" or their number not verified`,
      'yellow',
      'partial',
    ],
    [
      `Remarks: ${counted(remarks.length, 'account')} read in full, but not as usual`,
      'bold',
      'collected',
    ],
  ] as const;
  return headings.flatMap(([title, style, outcome]) => {
    const causes = groupByCause(accounts.filter((account) => account.outcome === outcome));
    if (causes.length === 0) return [];
    return [
      [view.paint(style, title), ...causes.flatMap((cause) => causeLines(cause, view.width))],
    ];
  });
}

/** One list instead of a remedy for each operation. */
function permissions(manifest: Manifest, { width }: SummaryView): readonly string[] {
  const { actions, accounts } = actionsToAdd(manifest);
  if (actions.length === 0) return [];
  const where = accounts.length === 1 ? 'one account' : `${count(accounts.length)} accounts`;
  return wrap(
    printable(
      `Add to the policy of the role: ${actions.join(', ')} (missing in ${where}). ` +
        '`iam-users policy member` prints the whole policy.',
    ),
    width,
  );
}

function skipped({ accounts, coverage }: Manifest): readonly string[] {
  if (coverage.skipped === 0) return [];
  const left = accounts.filter(({ outcome }) => outcome === 'skipped');
  return [
    `Skipped: ${counted(coverage.skipped, 'account')} not to be read`,
    ...accountLines(left, ({ errors }) => {
      const [reason] = errors;
      return reason === undefined ? '' : ` (${reason.message})`;
    }),
  ];
}

function files(result: RunResult, { width, paint }: SummaryView): readonly string[] {
  const { manifest, manifestName, targetLocation } = result;
  const data = manifest.files.map(
    ({ key, rows, bytes: size }) => `${key} (${counted(rows, 'row')}, ${bytes(size)})`,
  );
  return [
    paint('bold', `Files in ${printable(targetLocation)}`),
    ...(data.length === 0 ? ['No data file: nothing was read.'] : data).flatMap((text) =>
      fileLines('data', text, width),
    ),
    ...fileLines('manifest', `${manifestName} (what became of every account)`, width),
    ...fileLines('latest', `_iam-users/latest.json ${latestState(result)}`, width),
  ];
}

function latestState({ latestMoved, latestReason }: RunResult): string {
  if (latestMoved) return 'now points to this run';
  return `does not point to this run${latestReason === null ? '' : `: ${latestReason}`}`;
}

function fileLines(label: string, text: string, width: number): readonly string[] {
  const indent = '            ';
  return wrap(printable(text), width - indent.length).map(
    (line, index) => (index === 0 ? `  ${label.padEnd(indent.length - 2)}` : indent) + line,
  );
}

function next({ status }: Manifest, { retry }: SummaryView): string {
  if (status === 'COMPLETE')
    return 'Next: open the file; `iam-users columns` explains every column.';
  if (status === 'PARTIAL' && retry !== undefined) {
    return (
      `Next: mend what is named above, and run within 24 hours \`${printable(retry)}\`, which reads ` +
      'again only what is missing. `iam-users columns` explains every column.'
    );
  }
  if (status === 'PARTIAL') {
    return 'Next: mend what is named above, and run `iam-users collect` again. `iam-users columns` explains every column.';
  }
  return 'Next: mend what is named above, and run `iam-users collect` again. `iam-users plan` shows which accounts it reads.';
}

function sum(
  accounts: readonly ManifestAccount[],
  figure: (account: ManifestAccount) => number,
): number {
  return accounts.reduce((total, account) => total + figure(account), 0);
}
