import { CollectorError } from '../errors.ts';
import { compareAccessKeys } from '../model/access-key-order.ts';
import type { FactName } from '../model/facts.ts';
import { ageInDays, type Instant } from '../model/instant.ts';
import { type JoinedAccessKeys, joinAccessKeys, keysOfSlots } from '../model/join-access-keys.ts';
import { isUnknown, type Knowable, UNKNOWN } from '../model/knowable.ts';
import type { ReportRow } from '../model/report-row.ts';
import type { AccessKey, Password, SigningCertificate, User } from '../model/user.ts';
import type { IamReader } from '../ports.ts';
import type { DatedReport } from './credential-report.ts';
import type { ProblemLog } from './problem-log.ts';
import type { ListedTwice } from './user-lists.ts';

/** Everything that is the same for all users of one account. */
export interface CompletionContext {
  readonly reader: IamReader;
  readonly log: ProblemLog;
  readonly facts: ReadonlySet<FactName>;
  readonly collectedAt: Instant;
  /** `null`: not asked for, denied, or never ready. Then every user is asked about. */
  readonly dated: DatedReport | null;
  /** Whether tags and groups are to be read user by user, because the bulk list is denied. */
  readonly identityOneByOne: boolean;
  /** Whether keys are listed even where the report shows none, because it cannot be trusted. */
  readonly listEveryKey: boolean;
}

export interface CompletedUser {
  readonly user: User;
  /** Whether IAM answered any call with: there is no such user, or no such key. */
  readonly isMissing: boolean;
  /** Whether a key older than the report is not in it. */
  readonly hasUnreportedKey: boolean;
}

/**
 * Completes one user. What the report tells is taken from it; a user whom the report does not know
 * yet, or knows under another creation time, is asked about call by call.
 */
export async function completeUser(
  { identity, detail, listed }: ListedTwice,
  context: CompletionContext,
): Promise<CompletedUser> {
  const { userId, userName, arn, path, createdAt } = identity;
  const calls = new UserCalls(userName, context);
  const row = rowOf(identity, context.dated);
  const [identityFacts, password, mfaActive, keys, signingCertificates] = await Promise.all([
    readIdentity(detail, calls, context),
    readPassword(row, calls, context),
    readMfa(row, calls, context),
    readAccessKeys(row, calls, context),
    readCertificates(row, calls, context),
  ]);
  return {
    user: {
      userId,
      userName,
      arn,
      path,
      createdAt,
      ...identityFacts,
      lastSignInAt: listed === null ? UNKNOWN : listed.passwordLastUsedAt,
      password,
      mfaActive,
      accessKeys: keys.accessKeys,
      signingCertificates,
    },
    isMissing: calls.isMissing,
    hasUnreportedKey: keys.hasUnreportedKey,
  };
}

/** The report's row is that of another user, deleted since, if the creation times differ. */
function rowOf(
  { userName, createdAt }: ListedTwice['identity'],
  dated: DatedReport | null,
): ReportRow | null {
  const row = dated?.report.users.get(userName);
  return row?.createdAt === createdAt ? row : null;
}

/** Calls about one user: a failure is recorded, "no such user" is remembered, both are unknown. */
class UserCalls {
  isMissing = false;
  readonly userName: string;
  readonly #log: ProblemLog;

  constructor(userName: string, { log }: CompletionContext) {
    this.userName = userName;
    this.#log = log;
  }

  ask<T>(call: (userName: string) => Promise<T | null>): Promise<Knowable<T>> {
    return this.askAbout(this.userName, call);
  }

  /** The same about something that belongs to the user. */
  async askAbout<T>(name: string, call: (name: string) => Promise<T | null>): Promise<Knowable<T>> {
    const answer = await this.#log.attempt(() => call(name));
    if (answer !== null) return answer;
    this.isMissing = true;
    return UNKNOWN;
  }
}

async function readIdentity(
  detail: ListedTwice['detail'],
  calls: UserCalls,
  { reader, identityOneByOne }: CompletionContext,
): Promise<Pick<User, 'tags' | 'groups'>> {
  if (detail !== null) return { tags: detail.tags, groups: detail.groups };
  if (!identityOneByOne) return { tags: UNKNOWN, groups: UNKNOWN };
  const [tags, groups] = await Promise.all([
    calls.ask(reader.listUserTags),
    calls.ask(reader.listGroupsForUser),
  ]);
  return { tags, groups };
}

async function readPassword(
  row: ReportRow | null,
  calls: UserCalls,
  { facts, reader, collectedAt, dated, log }: CompletionContext,
): Promise<Knowable<Password | null>> {
  if (!facts.has('password')) return UNKNOWN;
  if (row !== null) {
    return row.passwordEnabled ? { lastChangedAt: row.passwordLastChangedAt ?? UNKNOWN } : null;
  }
  const profile = await calls.ask(reader.getLoginProfile);
  if (isUnknown(profile)) return UNKNOWN;
  if (profile.createdAt === null) return null;
  // Only the report tells when a password was last changed. But one that is less than a day old
  // was changed less than a day ago, whenever that was.
  const isOfToday = ageInDays(profile.createdAt, collectedAt) === 0;
  if (!isOfToday && dated !== null) log.record(notInReport(calls.userName, dated));
  return { lastChangedAt: isOfToday ? profile.createdAt : UNKNOWN };
}

function notInReport(userName: string, { generatedAt }: DatedReport): CollectorError {
  return new CollectorError(
    'REPORT_USER_MISSING',
    `expected the user \`${userName}\` in the credential report of ${generatedAt}, found none of that name and creation time`,
    { operation: 'GetCredentialReport' },
  );
}

async function readMfa(
  row: ReportRow | null,
  calls: UserCalls,
  { facts, reader }: CompletionContext,
): Promise<Knowable<boolean>> {
  if (!facts.has('mfa')) return UNKNOWN;
  if (row !== null) return row.mfaActive;
  const devices = await calls.ask(reader.listMfaDevices);
  return isUnknown(devices) ? UNKNOWN : devices.length > 0;
}

interface KeyReading {
  readonly accessKeys: Knowable<readonly AccessKey[]>;
  readonly hasUnreportedKey: boolean;
}

async function readAccessKeys(
  row: ReportRow | null,
  calls: UserCalls,
  context: CompletionContext,
): Promise<KeyReading> {
  const { facts, reader, dated, listEveryKey } = context;
  const reading = (accessKeys: KeyReading['accessKeys'], hasUnreportedKey = false) => ({
    accessKeys,
    hasUnreportedKey,
  });
  if (!facts.has('accessKeys')) return reading(UNKNOWN);
  if (row?.keySlots.length === 0 && !listEveryKey) return reading([]);

  const listed = await calls.ask(reader.listAccessKeys);
  if (isUnknown(listed)) {
    const isFromReport = row !== null && row.keySlots.length > 0;
    return reading(isFromReport ? keysOfSlots(row.keySlots).toSorted(compareAccessKeys) : UNKNOWN);
  }
  const generatedAt = row === null ? '' : (dated?.generatedAt ?? '');
  const joined = joinAccessKeys(listed, row?.keySlots ?? [], generatedAt);
  const keys = facts.has('accessKeyLastUse')
    ? await askLastUse(joined, calls, reader)
    : joined.keys;
  return reading(keys.toSorted(compareAccessKeys), joined.hasUnreportedKey);
}

/** A key that IAM does not know any more makes the user be looked at again. */
async function askLastUse(
  { keys, undecided }: JoinedAccessKeys,
  calls: UserCalls,
  reader: IamReader,
): Promise<readonly AccessKey[]> {
  const complete = async (key: AccessKey): Promise<AccessKey> => {
    const { id } = key;
    if (isUnknown(id) || !undecided.includes(id)) return key;
    const use = await calls.askAbout(id, reader.getAccessKeyLastUsed);
    return isUnknown(use) ? key : { ...key, lastUsedAt: use.lastUsedAt };
  };
  return Promise.all(keys.map(complete));
}

async function readCertificates(
  row: ReportRow | null,
  calls: UserCalls,
  { facts, reader }: CompletionContext,
): Promise<Knowable<readonly SigningCertificate[]>> {
  if (!facts.has('signingCertificates')) return UNKNOWN;
  if (row?.certificateSlots.length === 0) return [];
  return calls.ask(reader.listSigningCertificates);
}
