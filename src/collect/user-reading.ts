import type { FactName, Freshness } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';
import type { Knowable } from '../model/knowable.ts';
import type { AccountSummary, Clock, IamReader } from '../ports.ts';
import type { DatedReport } from './credential-report.ts';
import type { KnownCredentials } from './known-credentials.ts';
import type { AskLastUse } from './last-use.ts';
import type { ProblemLog } from './problem-log.ts';
import type { UserLists } from './user-lists.ts';

/** What reading the users of an account needs. */
export interface UserReading {
  readonly reader: IamReader;
  readonly askLastUse: AskLastUse;
  readonly log: ProblemLog;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly freshness: Freshness;
  readonly facts: ReadonlySet<FactName>;
  readonly collectedAt: Instant;
  /** `null`: nothing is known beforehand, and nothing is to be remembered. */
  readonly known: KnownCredentials | null;
}

/** What one look at the account gave. */
export interface AccountLook {
  readonly lists: UserLists;
  readonly dated: DatedReport | null;
  readonly summary: Knowable<AccountSummary>;
}
