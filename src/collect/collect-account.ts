import { CollectorError } from '../errors.ts';
import type { Instant } from '../model/instant.ts';
import { isUnknown, type Knowable, UNKNOWN } from '../model/knowable.ts';
import type { KnownAccount } from '../model/known-credentials.ts';
import { type AccountOutcome, NOTHING_READ, type Part } from '../model/part.ts';
import { needsReport } from '../model/permissions.ts';
import { compareText } from '../model/text-order.ts';
import type { AccountSummary, Clock, IamReader } from '../ports.ts';
import type { Measured } from './account-meter.ts';
import type { AccountRun, BegunAccount } from './begin-account.ts';
import { awaitReport, type DatedReport, type ReportRequest } from './credential-report.ts';
import type { KnownStore } from './known-store.ts';
import { createLastUseAsker } from './last-use.ts';
import type { Place } from './places.ts';
import { type ProblemLog, survivable } from './problem-log.ts';
import { readUsers, type UsersRead } from './read-users.ts';
import { mayRecollect, recollect } from './recollect.ts';
import { sideBySide } from './side-by-side.ts';
import { countKeys, unknownFactsOf } from './tally.ts';
import { readUserLists } from './user-lists.ts';

export interface AccountPorts {
  readonly clock: Clock;
  readonly knownStore: Pick<KnownStore, 'read'>;
  /** Where the account is read. */
  readonly place: Place;
}

export interface CollectedAccount {
  readonly part: Part;
  /** For later runs; `null`: nothing. */
  readonly learnt: KnownAccount | null;
}

/**
 * Reads an account that was begun. Whatever goes wrong in it is in the part that comes back: an account that
 * cannot be read is a part with the outcome `failed`, never an exception and never an account
 * without users.
 *
 * @throws The reason of the signal if it is aborted, and a `CollectorError` if the caller's own
 * credentials are not valid any more: neither is the account's failure.
 */
export async function collectAccount(
  run: AccountRun,
  begun: BegunAccount,
  ports: AccountPorts,
  signal: AbortSignal,
): Promise<CollectedAccount> {
  const { accountId, log, meter } = begun;
  meter.start();
  try {
    const reader = await begun.reader;
    const read = await readAccount(run, { ...ports, ...begun, reader, signal });
    const users = read.users.toSorted((left, right) => compareText(left.userName, right.userName));
    const outcome = outcomeOf(read, run);
    const errors = log.problems();
    const part = { outcome: { ...outcome, ...meter.measured(), accountId, errors }, users };
    return { part, learnt: read.learnt };
  } catch (thrown) {
    signal.throwIfAborted();
    log.record(survivable(thrown instanceof Error ? CollectorError.from(thrown) : thrown));
    const errors = log.problems();
    const outcome = { ...NOTHING_READ, ...meter.measured(), accountId, errors };
    return { part: { outcome: { ...outcome, outcome: 'failed' }, users: [] }, learnt: null };
  }
}

interface Reading extends AccountPorts, Pick<BegunAccount, 'accountId' | 'asked'> {
  readonly reader: IamReader;
  readonly log: ProblemLog;
  readonly signal: AbortSignal;
}

interface AccountRead extends UsersRead, Pick<CollectedAccount, 'learnt'> {
  readonly alias: Knowable<string | null>;
  /** `null`: no report was asked for. */
  readonly credentialReportTime: Knowable<Instant | null>;
}

/** Everything that does not depend on something else is asked side by side; the report comes last. */
async function readAccount(run: AccountRun, reading: Reading): Promise<AccountRead> {
  const { accountId, knownStore, reader, log } = reading;
  const [asked, lists, alias, summary, before] = await sideBySide([
    reading.asked,
    readUserLists(reading, run.facts),
    run.facts.has('alias') ? log.attempt(() => reader.getAccountAlias()) : UNKNOWN,
    log.attempt(() => reader.getAccountSummary()),
    mayRecollect(run) ? knownStore.read(accountId) : null,
  ]);
  const report = isUnknown(asked)
    ? UNKNOWN
    : await log.attempt(() => reportOf(asked, reading, lists.users.size));
  const dated = isUnknown(report) ? null : report;
  if (dated !== null && dated.report.unreadableRows > 0) log.record(unreadable(dated));

  const known = recollect(run, { accountId, before, dated, lists, log });
  const users = await readUsers(
    { ...run, ...reading, known, askLastUse: createLastUseAsker(reader) },
    { lists, dated, summary },
  );
  const learnt = known?.toAccount(users.users) ?? null;
  if (!isUnknown(users.summary) && !users.countVerified) log.record(mismatch(users, users.summary));
  const generatedAt = dated?.generatedAt ?? UNKNOWN;
  return { ...users, learnt, alias, credentialReportTime: needsReport(run) ? generatedAt : null };
}

/** While a report is awaited that IAM has only begun, another account may have the place. */
function reportOf(
  asked: ReportRequest,
  { reader, clock, place, signal }: Reading,
  usersHeld: number,
): Promise<DatedReport> {
  const wait = () => awaitReport(reader, asked, clock, signal);
  return asked.state === 'COMPLETE' ? wait() : place.lend(usersHeld, wait);
}

function outcomeOf(
  read: AccountRead,
  { facts }: AccountRun,
): Omit<AccountOutcome, keyof Measured | 'accountId' | 'errors'> {
  const { users, alias, credentialReportTime, summary, countVerified, dropped } = read;
  const unknownFacts = unknownFactsOf(read, facts);
  const known = isUnknown(summary) ? null : summary;
  return {
    accountAlias: alias,
    outcome: unknownFacts.length === 0 && countVerified ? 'collected' : 'partial',
    users: users.length,
    accessKeys: countKeys(users),
    summaryUsers: known?.users ?? null,
    countVerified,
    rootAccessKeys: known?.rootAccessKeys ?? null,
    rootMfa: known?.rootMfa ?? null,
    rootPassword: known?.rootPassword ?? null,
    credentialReportTime,
    unknownFacts,
    dropped,
  };
}

function unreadable({ report }: DatedReport): CollectorError {
  return new CollectorError(
    'REPORT_UNREADABLE',
    `expected rows of users in the credential report, found ${report.unreadableRows} that cannot be read; those users were asked about one by one`,
    { operation: 'GetCredentialReport' },
  );
}

function mismatch({ users, dropped }: UsersRead, summary: AccountSummary): CollectorError {
  return new CollectorError(
    'USER_COUNT_MISMATCH',
    `expected ${summary.users} users, as GetAccountSummary says, found ${users.length} (${dropped} deleted meanwhile)`,
    { operation: 'GetAccountSummary' },
  );
}
