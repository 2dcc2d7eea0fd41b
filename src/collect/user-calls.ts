import type { FactName, Freshness } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';
import { type Knowable, UNKNOWN } from '../model/knowable.ts';
import type { IamReader, UserIdentity } from '../ports.ts';
import type { DatedReport } from './credential-report.ts';
import type { KnownCredentials } from './known-credentials.ts';
import type { AskLastUse } from './last-use.ts';
import type { CredentialsByName } from './owned-credentials.ts';
import type { ProblemLog } from './problem-log.ts';
import { mayBeLaterThan, SignsOfAnother } from './signs-of-another.ts';

/** Everything that is the same for all users of one account. */
export interface CompletionContext {
  readonly reader: IamReader;
  readonly askLastUse: AskLastUse;
  readonly log: ProblemLog;
  readonly freshness: Freshness;
  readonly facts: ReadonlySet<FactName>;
  readonly collectedAt: Instant;
  /** `null`: not asked for, denied, or never ready. Then every user is asked about. */
  readonly dated: DatedReport | null;
  /** `null`: nothing is known beforehand, and nothing is to be remembered. */
  readonly known: KnownCredentials | null;
  /** Whether the report does not show every key, so that it tells nobody's. */
  readonly reportHidesKeys: boolean;
  readonly credentials: CredentialsByName;
  /** When the lists of users were asked for. */
  readonly listedAt: Date;
  /** Whether tags and groups are to be read user by user, because the bulk list is denied. */
  readonly identityOneByOne: boolean;
}

/** Calls about one user: a failure is recorded, "no such user" is remembered, both are unknown. */
export class UserCalls {
  isMissing = false;
  readonly userId: string;
  readonly userName: string;
  /** Whether the answers may be about another user of the name. */
  readonly signs: SignsOfAnother;
  readonly #log: ProblemLog;

  constructor(
    { userId, userName }: Pick<UserIdentity, 'userId' | 'userName'>,
    { log, listedAt }: CompletionContext,
  ) {
    this.userId = userId;
    this.userName = userName;
    this.signs = new SignsOfAnother(mayBeLaterThan(listedAt));
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
