import type { Account } from './account.ts';
import { compareNames } from './order.ts';
import type { User } from './user.ts';

/** Adds a user at its place. */
export function addUser(account: Account, user: User): void {
  account.users = [...account.users, user].sort(compareNames);
}

export function removeUser(account: Account, name: string): void {
  account.users = account.users.filter((user) => user.name !== name);
}

/** Changes a user; with another name it moves to another place. */
export function changeUser(account: Account, name: string, change: (user: User) => User): void {
  account.users = account.users
    .map((user) => (user.name === name ? change(user) : user))
    .sort(compareNames);
}

/** Gives a user another name. Its id and its keys stay, its ARN does not. */
export function renameUser(account: Account, name: string, newName: string): void {
  changeUser(account, name, (user) => ({
    ...user,
    name: newName,
    arn: `arn:aws:iam::${account.id}:user${user.path}${newName}`,
  }));
}
