import { Reports } from '../report/life-cycle.ts';
import type { Account } from '../world/account.ts';
import type { Organization } from '../world/organization.ts';
import type { User } from '../world/user.ts';
import type { Behaviour } from './behaviour.ts';
import { Clock } from './clock.ts';
import { Sessions } from './sessions.ts';
import { UsersInUse } from './users-in-use.ts';

/** The simulated world while it runs. */
export class State {
  readonly organization: Organization;
  readonly clock = new Clock();
  readonly sessions: Sessions;
  readonly reports: Reports;
  readonly usersInUse = new UsersInUse();
  behaviour: Behaviour;
  readonly #accounts: ReadonlyMap<string, Account>;
  readonly #indexes = new WeakMap<readonly User[], UserIndex>();
  /** Account and user id → milliseconds of wall time until which calls do not find the user. */
  readonly #unseen = new Map<string, number>();

  constructor(organization: Organization, behaviour: Behaviour) {
    this.organization = organization;
    this.behaviour = behaviour;
    this.sessions = new Sessions(organization);
    this.reports = new Reports(this.clock, () => this.behaviour.report);
    this.#accounts = new Map(organization.accounts.map((account) => [account.id, account]));
  }

  account(id: string): Account | undefined {
    return this.#accounts.get(id);
  }

  /** The user of that name, unless it is too new to be known everywhere. */
  user(account: Account, name: string): User | undefined {
    const user = this.#indexOf(account).byName.get(name);
    const unseenUntil = user === undefined ? undefined : this.#unseen.get(user.id);
    return unseenUntil !== undefined && unseenUntil > Date.now() ? undefined : user;
  }

  ownerOfKey(account: Account, accessKeyId: string): User | undefined {
    return this.#indexOf(account).byAccessKeyId.get(accessKeyId);
  }

  /** Lets calls about one user not find it for a while, though it is listed. */
  hideUser(userId: string, milliseconds: number): void {
    this.#unseen.set(userId, Date.now() + milliseconds);
  }

  #indexOf(account: Account): UserIndex {
    const { users } = account;
    const known = this.#indexes.get(users);
    if (known !== undefined) return known;
    const index = {
      byName: new Map(users.map((user) => [user.name, user])),
      byAccessKeyId: new Map(
        users.flatMap((user) => user.accessKeys.map(({ id }) => [id, user] as const)),
      ),
    };
    this.#indexes.set(users, index);
    return index;
  }
}

interface UserIndex {
  readonly byName: ReadonlyMap<string, User>;
  readonly byAccessKeyId: ReadonlyMap<string, User>;
}
