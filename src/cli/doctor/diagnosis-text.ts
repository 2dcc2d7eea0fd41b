import type { Cause, DiagnosedAccount, Diagnosis } from '../../output/diagnosis.ts';
import { count, counted } from '../amounts.ts';
import type { Paint } from '../paint.ts';
import { alignColumns } from '../table.ts';
import { printable, wrap } from '../terminal-text.ts';
import { diagnosisCauseLines, namedAccountLines } from './diagnosis-cause.ts';
import { untestedLines } from './untested-lines.ts';

export interface DiagnosisView {
  readonly width: number;
  readonly paint: Paint;
}

/** What the doctor found, for somebody who has never seen a run. The verdict first. */
export function renderDiagnosis(diagnosis: Diagnosis, view: DiagnosisView): string {
  const sections = [
    headline(diagnosis, view.paint),
    figures(diagnosis),
    ...troubles(diagnosis, view),
    untestedLines(diagnosis.accounts, view.width),
    skippedLines(diagnosis.accounts),
    wrap(traceOf(diagnosis), view.width),
    wrap(nextOf(diagnosis), view.width),
  ];
  const filled = sections.filter((section) => section.length > 0);
  return `${filled.map((section) => section.join('\n')).join('\n\n')}\n`;
}

function headline(diagnosis: Diagnosis, paint: Paint): readonly string[] {
  const { isFine, causes, accounts } = diagnosis;
  const tried = accounts.filter(({ result }) => result !== 'NOT_TRIED');
  const fine = tried.filter(({ result }) => result === 'FINE').length;
  const ready = `${count(fine)} of ${counted(tried.length, 'account')} tried can be read in full`;
  if (isFine) return [`${paint('green', 'FINE')}: ${ready}`];
  const wrong = causes.filter(({ effect }) => effect !== 'NONE').length;
  return [`${paint('red', 'WRONG')}: ${counted(wrong, 'cause')} to mend; ${ready}`];
}

function figures(diagnosis: Diagnosis): readonly string[] {
  const { caller, organizationId, accounts, sample, actions, columns, places } = diagnosis;
  const toRead = accounts.filter(isToRead).length;
  const tried = accounts.filter(({ result }) => result !== 'NOT_TRIED').length;
  const sampled = sample === null ? '' : `, a sample of ${count(toRead)} to read`;
  return alignColumns([
    ['  Caller', caller.arn],
    ...(organizationId === null ? [] : [['  Organization', organizationId]]),
    ['  Accounts', `${count(tried)} tried${sampled}${ownAccess(diagnosis)}`],
    ['  Role', diagnosis.roleName],
    [
      '  Actions',
      `${actions.length} in each account, for ${counted(columns.length, 'column')} with ${diagnosis.freshness} freshness`,
    ],
    ['  Clock', clockState(diagnosis)],
    ...places.map(({ use, location }) => [use === 'target' ? '  Target' : '  Run store', location]),
    ['  AWS calls', count(diagnosis.calls)],
  ]).map(printable);
}

/** Where the role cannot be assumed in the account of the caller. */
function ownAccess({ accounts }: Diagnosis): string {
  return accounts.some(({ access }) => access === 'caller')
    ? ', the own account with the credentials of the caller'
    : '';
}

/** An account that is left out for another reason than the sample is not read by a run either. */
function isToRead({ result, reason }: DiagnosedAccount): boolean {
  return result !== 'NOT_TRIED' || reason === NOT_IN_SAMPLE;
}

const NOT_IN_SAMPLE = 'not in the sample';

function clockState({ clockAheadMs }: Diagnosis): string {
  if (clockAheadMs === null) return 'AWS did not tell the time';
  const seconds = Math.round(Math.abs(clockAheadMs) / 1000);
  if (seconds <= 1) return 'agrees with that of AWS';
  return `${counted(seconds, 'second')} ${clockAheadMs > 0 ? 'slow' : 'fast'}`;
}

function troubles(
  { causes, accounts }: Diagnosis,
  { width, paint }: DiagnosisView,
): readonly (readonly string[])[] {
  const wrong = causes.filter(({ effect }) => effect !== 'NONE');
  const opened = accounts.filter(({ access }) => access === 'role').length;
  const remarks = causes.filter(({ effect }) => effect === 'NONE');
  const section = (title: string, members: readonly Cause[]) =>
    members.length === 0
      ? []
      : [[title, ...members.flatMap((cause) => diagnosisCauseLines(cause, opened, width))]];
  return [
    ...section(paint('red', 'Wrong, the worst first'), wrong),
    ...section(paint('bold', 'Works, but not as usual'), remarks),
  ];
}

function skippedLines(accounts: readonly DiagnosedAccount[]): readonly string[] {
  const skipped = accounts.filter((account) => !isToRead(account));
  if (skipped.length === 0) return [];
  return [
    `Skipped: ${counted(skipped.length, 'account')} that a run does not read`,
    ...namedAccountLines(skipped, ({ reason }) => ` (${reason ?? ''})`),
  ];
}

function traceOf({ reportsBegun }: Diagnosis): string {
  const begun =
    reportsBegun === 0
      ? ''
      : ` IAM began a credential report in ${counted(reportsBegun, 'account')}, as it does for anybody who asks where there is none.`;
  return `Nothing was changed or written.${begun}`;
}

function nextOf({ isFine, sample }: Diagnosis): string {
  if (!isFine) return 'Next: mend what is named above, and run `iam-users doctor` again.';
  return sample === null
    ? 'Next: `iam-users collect` with the same settings.'
    : 'Next: `iam-users doctor` without `--sample`, or `iam-users collect` with the same settings.';
}
