import { CollectorError } from '../errors.ts';
import type { FactName } from '../model/facts.ts';
import { isUnknown, type Knowable, UNKNOWN } from '../model/knowable.ts';
import type {
  Clock,
  IamReader,
  ListedCredential,
  ListedUser,
  UserDetail,
  UserIdentity,
} from '../ports.ts';
import type { ProblemLog } from './problem-log.ts';

/** One user as the two lists of the account show it. */
export interface ListedTwice {
  readonly identity: UserIdentity;
  /** `null`: not in the bulk list. */
  readonly detail: UserDetail | null;
  /** `null`: not in ListUsers. */
  readonly listed: ListedUser | null;
}

/** The users of one account at one moment, and which lists could be read. */
export interface UserLists {
  readonly users: ReadonlyMap<string, ListedTwice>;
  /** Why the bulk list is missing; `null` if it is not. */
  readonly detailsError: CollectorError | null;
  readonly hasListed: boolean;
  /** When both were asked for, by the clock of this machine. */
  readonly askedAt: Date;
  /** Those of all users; unknown if they were not asked for. */
  readonly credentials: Knowable<readonly ListedCredential[]>;
}

export interface ListReading {
  readonly reader: IamReader;
  readonly log: ProblemLog;
  readonly clock: Clock;
}

/**
 * Reads the users twice, side by side: the bulk list has their tags and groups, ListUsers their
 * last sign-in. The union, by user id, is what the account has. Service-specific credentials come
 * in one list for all users too.
 *
 * @throws CollectorError if neither can be read: then nothing is known of the account.
 */
export async function readUserLists(
  { reader, log, clock }: ListReading,
  facts: ReadonlySet<FactName>,
): Promise<UserLists> {
  const askedAt = clock.now();
  let detailsError: CollectorError | null = null;
  const [details, listed, credentials] = await Promise.all([
    log.attempt(() =>
      reader.listUserDetails().catch((thrown: unknown) => {
        if (thrown instanceof CollectorError) detailsError = thrown;
        throw thrown;
      }),
    ),
    log.attempt(() => reader.listUsers()),
    facts.has('serviceSpecificCredentials')
      ? log.attempt(() => reader.listServiceSpecificCredentials())
      : UNKNOWN,
  ]);
  if (isUnknown(details) && isUnknown(listed)) {
    throw detailsError ?? new CollectorError('INTERNAL', 'neither list of users could be read');
  }
  const users = unite(details, listed);
  return { users, detailsError, hasListed: !isUnknown(listed), askedAt, credentials };
}

function unite(
  details: Knowable<readonly UserDetail[]>,
  listed: Knowable<readonly ListedUser[]>,
): ReadonlyMap<string, ListedTwice> {
  const users = new Map<string, ListedTwice>();
  for (const detail of isUnknown(details) ? [] : details) {
    users.set(detail.userId, { identity: detail, detail, listed: null });
  }
  for (const user of isUnknown(listed) ? [] : listed) {
    const detail = users.get(user.userId)?.detail ?? null;
    users.set(user.userId, { identity: user, detail, listed: user });
  }
  return users;
}

/** Users that one list has and the other, though it was read, has not: they come or go just now. */
export function inOneListOnly({ users, detailsError, hasListed }: UserLists): readonly string[] {
  if (detailsError !== null || !hasListed) return [];
  return [...users]
    .filter(([, { detail, listed }]) => detail === null || listed === null)
    .map(([userId]) => userId);
}
