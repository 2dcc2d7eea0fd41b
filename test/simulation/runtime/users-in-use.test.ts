import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { UsersInUse } from '../../../src/simulation/runtime/users-in-use.ts';
import type { Account } from '../../../src/simulation/world/account.ts';
import type { User } from '../../../src/simulation/world/user.ts';

/** An account that would have to make its users again; only their number matters. */
const accountOf = (id: string, count: number) =>
  ({ id, users: Array.from<User>({ length: count }) }) as unknown as Account;

/** The users as long as somebody has them. */
const watched = (inUse: UsersInUse, id: string, count: number): WeakRef<readonly User[]> => {
  const account = accountOf(id, count);
  inUse.hold(account);
  return new WeakRef(account.users);
};

/** What was looked at stays until the job is over. */
const collectGarbage = async () => {
  setFlagsFromString('--expose-gc');
  await setImmediate();
  runInNewContext('gc')();
};

describe('the users in use', () => {
  it('are those of the accounts that were asked about last', async () => {
    const inUse = new UsersInUse();
    const [first, second, third] = ['1', '2', '3'].map((id) => watched(inUse, id, 30_000));

    await collectGarbage();

    expect(first?.deref()).toBeUndefined();
    expect(second?.deref()).toHaveLength(30_000);
    expect(third?.deref()).toHaveLength(30_000);
  });

  it('are those of one account if it is larger by itself than all that may be held', async () => {
    const inUse = new UsersInUse();
    const [small, large] = [watched(inUse, '1', 1), watched(inUse, '2', 100_000)];

    await collectGarbage();

    expect(small.deref()).toBeUndefined();
    expect(large.deref()).toHaveLength(100_000);
  });

  it('are counted once, however often their account is asked about', async () => {
    const inUse = new UsersInUse();
    const other = watched(inUse, '1', 1);
    const account = accountOf('2', 30_000);
    for (let call = 0; call < 5; call += 1) inUse.hold(account);

    await collectGarbage();

    expect(other.deref()).toHaveLength(1);
  });
});
