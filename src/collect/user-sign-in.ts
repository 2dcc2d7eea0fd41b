import { CollectorError } from '../errors.ts';
import { PASSWORD_FACTS } from '../model/facts.ts';
import { ageInDays, type Instant } from '../model/instant.ts';
import { isUnknown, type Knowable, mapKnown, UNKNOWN } from '../model/knowable.ts';
import type { ReportRow } from '../model/report-row.ts';
import type { Password, User } from '../model/user.ts';
import type { DatedReport } from './credential-report.ts';
import type { CompletionContext, UserCalls } from './user-calls.ts';

/**
 * The console password: from the report's row, or asked for. When it was last changed only the
 * report tells, in either freshness.
 *
 * @param row - The report's; `null` if it has none for this user.
 */
export async function readPassword(
  row: ReportRow | null,
  calls: UserCalls,
  context: CompletionContext,
): Promise<Knowable<Password | null>> {
  const { facts, freshness, reader } = context;
  if (!PASSWORD_FACTS.some((fact) => facts.has(fact))) return UNKNOWN;
  if (row !== null && freshness === 'report') return row.passwordEnabled ? reported(row) : null;
  const profile = await calls.ask(reader.getLoginProfile);
  if (isUnknown(profile)) return UNKNOWN;
  const { createdAt } = profile;
  calls.signs.lookAt(createdAt === null ? [] : [createdAt], row?.passwordEnabled === true);
  return createdAt === null ? null : datedPassword(row, createdAt, calls, context);
}

function reported(row: ReportRow): Password {
  const lastChangedAt = row.passwordLastChangedAt ?? UNKNOWN;
  return { agesFrom: lastChangedAt, lastChangedAt, nextRotationAt: row.passwordNextRotationAt };
}

/**
 * The row may be that of an earlier password, deleted since. A password that is less than a day old
 * was changed less than a day ago, whenever that was, so its age in days is known without a row.
 */
function datedPassword(
  row: ReportRow | null,
  createdAt: Instant,
  calls: UserCalls,
  { facts, collectedAt, dated, log }: CompletionContext,
): Password {
  const reportedAt = row?.passwordLastChangedAt ?? null;
  if (row !== null && reportedAt !== null && reportedAt >= createdAt) return reported(row);
  const isOfToday = ageInDays(createdAt, collectedAt) === 0;
  const isGap = facts.has('passwordDates') || (facts.has('passwordAge') && !isOfToday);
  if (isGap && dated !== null) log.record(notInReport(calls.userName, row, dated));
  const agesFrom = isOfToday ? createdAt : UNKNOWN;
  return { agesFrom, lastChangedAt: UNKNOWN, nextRotationAt: UNKNOWN };
}

function notInReport(
  userName: string,
  row: ReportRow | null,
  { generatedAt }: DatedReport,
): CollectorError {
  const found = row === null ? 'none of that name and creation time' : 'an older password';
  return new CollectorError(
    'REPORT_USER_MISSING',
    `expected the password of the user \`${userName}\` in the credential report of ${generatedAt}, found ${found}`,
    { operation: 'GetCredentialReport' },
  );
}

/**
 * Whether the user has an MFA device: from the report's row, or asked for. The devices are listed,
 * if they are asked for, of users who have any.
 */
export async function readMfa(
  row: ReportRow | null,
  calls: UserCalls,
  { facts, reader }: CompletionContext,
): Promise<Pick<User, 'mfaActive' | 'mfaDevices'>> {
  if (!facts.has('mfa')) return { mfaActive: UNKNOWN, mfaDevices: UNKNOWN };
  const isAsked = facts.has('mfaDevices');
  if (row?.mfaActive === false) return { mfaActive: false, mfaDevices: isAsked ? [] : UNKNOWN };
  if (row !== null && !isAsked) return { mfaActive: true, mfaDevices: UNKNOWN };

  const devices = await calls.ask(reader.listMfaDevices);
  if (!isUnknown(devices)) {
    const dates = devices.map(({ enabledAt }) => enabledAt);
    calls.signs.lookAt(dates, row?.mfaActive === true);
  }
  const mfaActive = row?.mfaActive ?? mapKnown(devices, (listed) => listed.length > 0);
  return { mfaActive, mfaDevices: isAsked ? devices : UNKNOWN };
}
