import { CollectorError } from '../errors.ts';
import { ageInDays, type Instant } from '../model/instant.ts';
import { isUnknown, type Knowable, UNKNOWN } from '../model/knowable.ts';
import type { ReportRow } from '../model/report-row.ts';
import type { Password } from '../model/user.ts';
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
  if (!facts.has('password')) return UNKNOWN;
  if (row !== null && freshness === 'report') {
    return row.passwordEnabled ? { lastChangedAt: row.passwordLastChangedAt ?? UNKNOWN } : null;
  }
  const profile = await calls.ask(reader.getLoginProfile);
  if (isUnknown(profile)) return UNKNOWN;
  if (profile.createdAt === null) return null;
  return { lastChangedAt: lastChange(row, profile.createdAt, calls, context) };
}

/**
 * The row may be that of an earlier password, deleted since. A password that is less than a day old
 * was changed less than a day ago, whenever that was, so its age in days is known without a row.
 */
function lastChange(
  row: ReportRow | null,
  createdAt: Instant,
  calls: UserCalls,
  { collectedAt, dated, log }: CompletionContext,
): Knowable<Instant> {
  const reported = row?.passwordLastChangedAt ?? null;
  if (reported !== null && reported >= createdAt) return reported;
  if (ageInDays(createdAt, collectedAt) === 0) return createdAt;
  if (dated !== null) log.record(notInReport(calls.userName, dated));
  return UNKNOWN;
}

function notInReport(userName: string, { generatedAt }: DatedReport): CollectorError {
  return new CollectorError(
    'REPORT_USER_MISSING',
    `expected the user \`${userName}\` in the credential report of ${generatedAt}, found none of that name and creation time`,
    { operation: 'GetCredentialReport' },
  );
}

/** Whether the user has an MFA device: from the report's row, or asked for. */
export async function readMfa(
  row: ReportRow | null,
  calls: UserCalls,
  { facts, reader }: CompletionContext,
): Promise<Knowable<boolean>> {
  if (!facts.has('mfa')) return UNKNOWN;
  if (row !== null) return row.mfaActive;
  const devices = await calls.ask(reader.listMfaDevices);
  return isUnknown(devices) ? UNKNOWN : devices.length > 0;
}
