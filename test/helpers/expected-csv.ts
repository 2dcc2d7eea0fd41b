import type { Account, User } from '../../src/simulation/index.ts';
import { expectedKeys } from './expected-keys.ts';
import { ageOf, byBytes, csvLine, dateTime, jsonObject, jsonText } from './expected-text.ts';

/** What was true of one account while it was read, and what could not be read of it. */
export interface ExpectedAccount {
  /** With the users as the lists show them. */
  readonly account: Account;
  /** @defaultValue the users of the account */
  readonly users?: readonly User[];
  /**
   * The credential report that was read; `null`: none could be.
   *
   * @defaultValue the one that exists from the beginning, else one of this moment
   */
  readonly report?: ExpectedReport | null;
  /** Operations of IAM that never succeed in the account, such as `ListUsers`. */
  readonly denied?: readonly string[];
  /** Whether keys were listed even for users of whom the report shows none. */
  readonly everyKeyListed?: boolean;
}

/** A report as of an instant: whatever is newer is not in it. */
export interface ExpectedReport {
  readonly at: string;
  /** As they were at that instant. */
  readonly users: readonly User[];
}

/** What the cells of one user derive from. */
export interface UserTruth {
  readonly account: Account;
  readonly user: User;
  /** The user as the report has it; `null`: it has no row of the user. */
  readonly row: User | null;
  readonly reportedAt: string;
  readonly denied: ReadonlySet<string>;
  readonly everyKeyListed: boolean;
  readonly collectedAt: string;
}

export const UNKNOWN = 'unknown';

/** The whole file with the default columns, derived from the truth and the published contract only. */
export function expectedCsv(
  accounts: readonly ExpectedAccount[],
  collectedAt: string,
  { rawCells = false } = {},
): string {
  const rows = [...accounts]
    .sort((a, b) => byBytes(a.account.id, b.account.id))
    .flatMap((expected) => truthsOf(expected, collectedAt))
    .map((truth) => csvLine(cellsOf(truth), rawCells));
  return [`${HEADER}\r\n`, ...rows].join('');
}

/** The file when every account that is in use was read, and nothing was denied. */
export function expectedCsvOf(accounts: readonly Account[], collectedAt: string): string {
  return expectedCsv(
    accounts.map((account) => ({ account })),
    collectedAt,
  );
}

const HEADER =
  'AccountID,AccountAlias,UserName,Tags,CreationDateTime,CreationAgeInDays,Path,Groups,' +
  'MFAEnabled,LastActivity,PasswordAge,ConsoleLastSignIn,AccessKeyID,ActiveKeyAge,' +
  'AccessKeyLastUsed,ARN,ConsoleAccess,SigningCerts';

function truthsOf(expected: ExpectedAccount, collectedAt: string): readonly UserTruth[] {
  const { account } = expected;
  const users = expected.users ?? account.users;
  const report = reportOf(expected);
  return [...users]
    .sort((a, b) => byBytes(a.name, b.name))
    .map((user) => ({
      account,
      user,
      row: report?.users.find((row) => isSame(row, user) && row.createdAt <= report.at) ?? null,
      reportedAt: report?.at ?? '',
      denied: new Set(expected.denied),
      everyKeyListed: expected.everyKeyListed ?? false,
      collectedAt,
    }));
}

function reportOf({ account, users, report, denied = [] }: ExpectedAccount): ExpectedReport | null {
  const calls = ['GenerateCredentialReport', 'GetCredentialReport'];
  if (calls.some((operation) => denied.includes(operation))) return null;
  if (report !== undefined) return report;
  const at = account.report.existing?.generatedAt ?? '9999-12-31T23:59:59Z';
  return { at, users: users ?? account.users };
}

/** A row of the same name and another creation time is that of a user deleted since. */
function isSame(row: User, user: User): boolean {
  return row.name === user.name && row.createdAt === user.createdAt;
}

function cellsOf(truth: UserTruth): readonly string[] {
  const { account, user, denied, collectedAt } = truth;
  const keys = expectedKeys(truth);
  const eachKey = (cell: (key: Exclude<typeof keys, 'unknown'>[number]) => string) =>
    keys === UNKNOWN ? UNKNOWN : keys.map(cell).join(';');
  return [
    account.id,
    denied.has('ListAccountAliases') ? UNKNOWN : (account.alias ?? ''),
    user.name,
    identity(truth, 'ListUserTags', () => jsonObject(user.tags.map((t) => [t.key, t.value]))),
    dateTime(user.createdAt),
    String(ageOf(user.createdAt, collectedAt)),
    user.path,
    identity(truth, 'ListGroupsForUser', () => jsonText([...user.groups].sort(byBytes))),
    mfaEnabled(truth),
    lastActivity(truth, keys === UNKNOWN ? UNKNOWN : keys.map((key) => key.lastUsedAt)),
    passwordAge(truth),
    dateTime(lastSignIn(truth)),
    eachKey((key) => key.id),
    eachKey((key) => (key.status === 'Active' ? String(ageOf(key.createdAt, collectedAt)) : '')),
    eachKey((key) => dateTime(key.lastUsedAt)),
    user.arn,
    consoleAccess(truth),
    signingCertificates(truth),
  ];
}

/** Tags and groups come from the bulk list, else from calls about the user. */
function identity({ denied }: UserTruth, perUser: string, known: () => string): string {
  const isDenied = denied.has('GetAccountAuthorizationDetails') && denied.has(perUser);
  return isDenied ? `"${UNKNOWN}"` : known();
}

function mfaEnabled({ user, row, reportedAt, denied }: UserTruth): string {
  if (row !== null) return bool(row.mfaDevices.some(({ enabledAt }) => enabledAt <= reportedAt));
  return denied.has('ListMFADevices') ? UNKNOWN : bool(user.mfaDevices.length > 0);
}

/** ListUsers tells it even after the password was deleted. */
function lastSignIn({ user, denied }: UserTruth): string | null {
  if (denied.has('ListUsers')) return UNKNOWN;
  return user.password === null ? user.deletedPasswordLastUsedAt : user.password.lastUsedAt;
}

function lastActivity(truth: UserTruth, lastUses: 'unknown' | readonly (string | null)[]): string {
  const inputs = lastUses === UNKNOWN ? [UNKNOWN] : [lastSignIn(truth), ...lastUses];
  if (inputs.includes(UNKNOWN)) return UNKNOWN;
  return dateTime(
    inputs
      .filter((at) => at !== null)
      .sort(byBytes)
      .at(-1) ?? null,
  );
}

function consoleAccess({ user, row, reportedAt, denied }: UserTruth): string {
  if (row !== null) return bool(row.password !== null && row.password.createdAt <= reportedAt);
  return denied.has('GetLoginProfile') ? UNKNOWN : bool(user.password !== null);
}

function passwordAge(truth: UserTruth): string {
  const { user, row, reportedAt, collectedAt } = truth;
  const hasPassword = consoleAccess(truth);
  if (hasPassword !== bool(true)) return hasPassword === UNKNOWN ? UNKNOWN : '';
  if (row?.password) {
    const { createdAt, lastChangedAt } = row.password;
    return String(ageOf(lastChangedAt > reportedAt ? createdAt : lastChangedAt, collectedAt));
  }
  // Only the report tells the last change; but a password of today was changed today.
  const age = ageOf(user.password?.createdAt ?? '', collectedAt);
  return age === 0 ? '0' : UNKNOWN;
}

function signingCertificates({ user, row, reportedAt, denied }: UserTruth): string {
  const slots = row?.signingCertificates.filter(({ uploadedAt }) => uploadedAt <= reportedAt);
  if (slots?.length === 0) return '[]';
  if (denied.has('ListSigningCertificates')) return `"${UNKNOWN}"`;
  const certificates = [...user.signingCertificates].sort((a, b) => byBytes(a.id, b.id));
  return jsonText(
    certificates.map(({ id, status, uploadedAt }) => ({
      CertificateId: id,
      Status: status,
      UploadDate: uploadedAt,
    })),
  );
}

function bool(value: boolean): string {
  return value ? 'True' : 'False';
}
