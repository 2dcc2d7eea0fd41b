import type { FactName } from '../model/facts.ts';
import { isUnknown, UNKNOWN } from '../model/knowable.ts';
import type { KnownKind } from '../model/known-credentials.ts';
import type { User } from '../model/user.ts';
import { reportRowOf } from './credential-report.ts';
import type { ProblemLog } from './problem-log.ts';
import { type CompletionContext, UserCalls } from './user-calls.ts';
import {
  areKeysListed,
  readAccessKeys,
  readCertificates,
  readOwnCredentials,
  readSshPublicKeys,
} from './user-credentials.ts';
import type { ListedTwice } from './user-lists.ts';
import { readMfa, readPassword } from './user-sign-in.ts';

export interface CompletedUser {
  readonly user: User;
  /** Whether IAM answered any call with: there is no such user, or no such key. */
  readonly isMissing: boolean;
  /** Whether what IAM answered may be about another user, made again under the same name. */
  readonly mayBeAnother: boolean;
  /** Whether a key older than the report is not in it. */
  readonly hasUnreportedKey: boolean;
}

/**
 * Completes one user. What the report tells is taken from it; a user whom the report does not know
 * yet, or knows under another creation time, is asked about call by call. With `live` freshness
 * every user is.
 */
export async function completeUser(
  { identity, detail, listed }: ListedTwice,
  context: CompletionContext,
): Promise<CompletedUser> {
  const { userId, userName, arn, path, createdAt } = identity;
  const calls = new UserCalls(identity, context);
  const row = reportRowOf(identity, context.dated);
  const recent = context.freshness === 'report' ? row : null;
  const [identityFacts, password, mfa, keys, signingCertificates, sshPublicKeys] =
    await Promise.all([
      readIdentity(detail, calls, context),
      readPassword(row, calls, context),
      readMfa(recent, calls, context),
      readAccessKeys(recent, calls, context),
      readCertificates(recent, calls, context),
      readSshPublicKeys(calls, context),
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
      ...mfa,
      accessKeys: keys.accessKeys,
      signingCertificates,
      sshPublicKeys,
      serviceSpecificCredentials: readOwnCredentials(identity, calls, context),
      policies: context.facts.has('policies') ? (detail?.policies ?? UNKNOWN) : UNKNOWN,
    },
    isMissing: calls.isMissing,
    mayBeAnother: calls.signs.isSeen,
    hasUnreportedKey: keys.hasUnreportedKey,
  };
}

/**
 * What is known of a user if nothing is asked about it by name, because the answers may be about
 * another of that name.
 */
export function withoutAnswers(
  listed: ListedTwice,
  context: CompletionContext,
): Promise<CompletedUser> {
  context.known?.forget(listed.identity.userId);
  return completeUser(listed, { ...context, log: ASKS_NOTHING, credentials: UNKNOWN });
}

const ASKS_NOTHING: ProblemLog = {
  attempt: async () => UNKNOWN,
  record: () => {},
  problems: () => [],
};

/**
 * Takes back what the report alone said of a user's keys, because it does not show every key: keys
 * that it does not show are listed, and keys that only it shows may not be all.
 */
export async function distrustKeys(
  completed: CompletedUser,
  context: CompletionContext,
): Promise<CompletedUser> {
  const { user } = completed;
  const row = reportRowOf(user, context.dated);
  if (areKeysListed(row, context)) {
    const isListed =
      !isUnknown(user.accessKeys) && !user.accessKeys.some((key) => isUnknown(key.id));
    return isListed ? completed : { ...completed, user: { ...user, accessKeys: UNKNOWN } };
  }
  const calls = new UserCalls(user, context);
  const { accessKeys } = await readAccessKeys(row, calls, context);
  return withDoubts({ ...completed, user: { ...user, accessKeys } }, calls);
}

/** Lists the credentials that were not listed because they were known. */
export async function listRecalled(
  completed: CompletedUser,
  context: CompletionContext,
): Promise<CompletedUser> {
  const { user } = completed;
  const calls = new UserCalls(user, context);
  const row = reportRowOf(user, context.dated);
  const wasRecalled = (kind: KnownKind) => context.known?.wasRecalled(kind, user.userId) === true;
  const [keys, signingCertificates] = await Promise.all([
    wasRecalled('accessKeys') ? readAccessKeys(row, calls, context) : null,
    wasRecalled('signingCertificates') ? readCertificates(row, calls, context) : null,
  ]);
  const listed = {
    ...completed,
    user: {
      ...user,
      accessKeys: keys?.accessKeys ?? user.accessKeys,
      signingCertificates: signingCertificates ?? user.signingCertificates,
    },
    hasUnreportedKey: keys?.hasUnreportedKey ?? completed.hasUnreportedKey,
  };
  return withDoubts(listed, calls);
}

/** Adds what further calls leave in doubt. */
function withDoubts(completed: CompletedUser, { isMissing, signs }: UserCalls): CompletedUser {
  return {
    ...completed,
    isMissing: completed.isMissing || isMissing,
    mayBeAnother: completed.mayBeAnother || signs.isSeen,
  };
}

async function readIdentity(
  detail: ListedTwice['detail'],
  calls: UserCalls,
  { facts, reader, identityOneByOne }: CompletionContext,
): Promise<Pick<User, 'tags' | 'groups'>> {
  if (detail !== null) return { tags: detail.tags, groups: detail.groups };
  const isAsked = (fact: FactName) => identityOneByOne && facts.has(fact);
  const [tags, groups] = await Promise.all([
    isAsked('tags') ? calls.ask(reader.listUserTags) : UNKNOWN,
    isAsked('groups') ? calls.ask(reader.listGroupsForUser) : UNKNOWN,
  ]);
  // Neither tells when it came to be, so that nothing in it proves whose it is.
  calls.signs.lookAt([], !isUnknown(tags) || !isUnknown(groups));
  return { tags, groups };
}
