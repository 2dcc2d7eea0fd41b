import type { Account, Organization, User } from '../../src/simulation/index.ts';
import { byBytes } from './expected-text.ts';

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
  /** @defaultValue `report` */
  readonly freshness?: 'report' | 'live';
  /** Operations of IAM that never succeed in the account, such as `ListUsers`. */
  readonly denied?: readonly string[];
  /** The same for single users, by name. */
  readonly deniedFor?: Readonly<Record<string, readonly string[]>>;
  /** Whether keys were listed even for users of whom the report shows none. */
  readonly everyKeyListed?: boolean;
  /** Whether no key of a user of the report was listed, because no column needs more than slots. */
  readonly slotsSuffice?: boolean;
  /** GeneratedTime of the report that was read, if the time of the test decides it. */
  readonly credentialReportTime?: string;
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
  /** The user as the report has it; `null`: it has no row of the user, or every user was asked about. */
  readonly row: User | null;
  /** The same where the report alone tells, however fresh the rest is. */
  readonly passwordRow: User | null;
  readonly reportedAt: string;
  readonly denied: ReadonlySet<string>;
  readonly everyKeyListed: boolean;
  readonly slotsSuffice: boolean;
  readonly collectedAt: string;
  /** `unknown`: the report that was asked for could not be read. */
  readonly credentialReportTime: string | null;
  /** In which the account was listed; `null`: the account was named instead. */
  readonly organization: Organization | null;
}

export const UNKNOWN = 'unknown';

/** The users of the accounts in the order of the file. */
export function truthsAbout(
  accounts: readonly ExpectedAccount[],
  collectedAt: string,
  organization: Organization | null,
): readonly UserTruth[] {
  return [...accounts]
    .sort((a, b) => byBytes(a.account.id, b.account.id))
    .flatMap((expected) => truthsOf(expected, collectedAt, organization));
}

function truthsOf(
  expected: ExpectedAccount,
  collectedAt: string,
  organization: Organization | null,
): readonly UserTruth[] {
  const { account } = expected;
  const users = expected.users ?? account.users;
  const report = reportOf(expected);
  const rowOf = (user: User) =>
    report?.users.find((row) => isSame(row, user) && row.createdAt <= report.at) ?? null;
  return [...users]
    .sort((a, b) => byBytes(a.name, b.name))
    .map((user) => ({
      account,
      user,
      row: expected.freshness === 'live' ? null : rowOf(user),
      passwordRow: rowOf(user),
      reportedAt: report?.at ?? '',
      denied: new Set([...(expected.denied ?? []), ...(expected.deniedFor?.[user.name] ?? [])]),
      everyKeyListed: expected.everyKeyListed ?? false,
      slotsSuffice: expected.slotsSuffice ?? false,
      collectedAt,
      credentialReportTime:
        expected.credentialReportTime ??
        (report === null ? UNKNOWN : (account.report.existing?.generatedAt ?? null)),
      organization,
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
