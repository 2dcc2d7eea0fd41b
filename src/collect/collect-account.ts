import { CollectorError } from '../errors.ts';
import type { FactName, Freshness } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';
import { toInstant } from '../model/instant.ts';
import { isUnknown, type Knowable, UNKNOWN } from '../model/knowable.ts';
import { type AccountOutcome, NOTHING_READ, type Part } from '../model/part.ts';
import { needsReport } from '../model/permissions.ts';
import { compareText } from '../model/text-order.ts';
import type { AccountAccess, AccountSummary, Clock, IamReader } from '../ports.ts';
import { awaitReport, type DatedReport, requestReport } from './credential-report.ts';
import type { KnownStore } from './known-store.ts';
import { createLastUseAsker } from './last-use.ts';
import { createProblemLog, type ProblemLog, survivable } from './problem-log.ts';
import { readUsers, type UsersRead } from './read-users.ts';
import { mayRecollect, recollect } from './recollect.ts';
import { sideBySide } from './side-by-side.ts';
import { countKeys, unknownFactsOf } from './tally.ts';
import { readUserLists } from './user-lists.ts';

/** What every account of a run has in common. */
export interface AccountRun {
  readonly runId: string;
  readonly collectedAt: Instant;
  readonly freshness: Freshness;
  /** What the columns need; the summary is always read, as the proof. */
  readonly facts: ReadonlySet<FactName>;
}

export interface AccountPorts {
  readonly access: AccountAccess;
  readonly clock: Clock;
  readonly knownStore: KnownStore;
}

/**
 * Reads one account. Whatever goes wrong in it is in the part that comes back: an account that
 * cannot be read is a part with the outcome `failed`, never an exception and never an account
 * without users.
 *
 * @throws The reason of the signal if it is aborted, and a `CollectorError` if the caller's own
 * credentials are not valid any more: neither is the account's failure.
 */
export async function collectAccount(
  run: AccountRun,
  accountId: string,
  { access, clock, knownStore }: AccountPorts,
  signal: AbortSignal,
): Promise<Part> {
  const log = createProblemLog();
  const meter = createMeter(clock);
  try {
    const account = { accountId, runId: run.runId, onRequest: meter.onRequest };
    const reader = await access.open(account, signal);
    const reading = { accountId, reader, log, clock, signal, knownStore };
    const read = await readAccount(run, reading);
    const users = read.users.toSorted((left, right) => compareText(left.userName, right.userName));
    const outcome = outcomeOf(read, run);
    const errors = log.problems();
    return { outcome: { ...outcome, ...meter.measured(), accountId, errors }, users };
  } catch (thrown) {
    signal.throwIfAborted();
    log.record(survivable(thrown instanceof Error ? CollectorError.from(thrown) : thrown));
    const errors = log.problems();
    return {
      outcome: { ...NOTHING_READ, ...meter.measured(), accountId, outcome: 'failed', errors },
      users: [],
    };
  }
}

type Measured = Pick<AccountOutcome, 'calls' | 'throttles' | 'durationMs' | 'readAt'>;

interface Meter {
  readonly onRequest: (wasThrottled: boolean) => void;
  measured(): Measured;
}

/** Counts requests and time from now on. */
function createMeter(clock: Clock): Meter {
  const startedAt = clock.now();
  let calls = 0;
  let throttles = 0;
  return {
    onRequest: (wasThrottled) => {
      calls += 1;
      if (wasThrottled) throttles += 1;
    },
    measured: () => {
      const now = clock.now();
      const durationMs = now.getTime() - startedAt.getTime();
      return { calls, throttles, durationMs, readAt: toInstant(now) };
    },
  };
}

interface Reading {
  readonly accountId: string;
  readonly knownStore: KnownStore;
  readonly reader: IamReader;
  readonly log: ProblemLog;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

interface AccountRead extends UsersRead {
  readonly alias: Knowable<string | null>;
  /** `null`: no report was asked for. */
  readonly credentialReportTime: Knowable<Instant | null>;
}

/** Everything that does not depend on something else is asked side by side; the report comes last. */
async function readAccount(run: AccountRun, reading: Reading): Promise<AccountRead> {
  const { accountId, knownStore, reader, log, clock, signal } = reading;
  const isReportAsked = needsReport(run);
  const [asked, lists, alias, summary, before] = await sideBySide([
    isReportAsked ? log.attempt(() => requestReport(reader, clock)) : UNKNOWN,
    readUserLists(reading, run.facts),
    run.facts.has('alias') ? log.attempt(() => reader.getAccountAlias()) : UNKNOWN,
    log.attempt(() => reader.getAccountSummary()),
    mayRecollect(run) ? knownStore.read(accountId) : null,
  ]);
  const report = isUnknown(asked)
    ? UNKNOWN
    : await log.attempt(() => awaitReport(reader, asked, clock, signal));
  const dated = isUnknown(report) ? null : report;
  if (dated !== null && dated.report.unreadableRows > 0) log.record(unreadable(dated));

  const known = recollect(run, { accountId, before, dated, lists, log });
  const users = await readUsers(
    { ...run, ...reading, known, askLastUse: createLastUseAsker(reader) },
    { lists, dated, summary },
  );
  const remembered = known?.toAccount(users.users);
  if (remembered) await knownStore.write(remembered);
  if (!isUnknown(users.summary) && !users.countVerified) log.record(mismatch(users, users.summary));
  const generatedAt = dated?.generatedAt ?? UNKNOWN;
  return { ...users, alias, credentialReportTime: isReportAsked ? generatedAt : null };
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
