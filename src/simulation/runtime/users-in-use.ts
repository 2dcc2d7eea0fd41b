import type { Account } from '../world/account.ts';
import type { User } from '../world/user.ts';

/**
 * Holds on to the users of the accounts that were asked about last. An account makes its users when
 * somebody looks at them and forgets them when nobody has them: while many are read side by side,
 * they would be made again for every other call.
 */
export class UsersInUse {
  readonly #held = new Map<string, readonly User[]>();
  #count = 0;

  /** Of an account that is asked about now. */
  hold(account: Account): void {
    const { id, users } = account;
    this.#release(id);
    this.#held.set(id, users);
    this.#count += users.length;
    for (const [oldest] of this.#held) {
      if (this.#count <= MOST_USERS || oldest === id) return;
      this.#release(oldest);
    }
  }

  #release(id: string): void {
    this.#count -= this.#held.get(id)?.length ?? 0;
    this.#held.delete(id);
  }
}

/** Some hundred megabytes. */
const MOST_USERS = 64_000;
