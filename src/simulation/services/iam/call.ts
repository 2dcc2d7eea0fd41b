import type { State } from '../../runtime/state.ts';
import { ServiceError } from '../../service-error.ts';
import type { Account } from '../../world/account.ts';
import type { User } from '../../world/user.ts';

/** One call of IAM, in the account of whoever calls. */
export interface IamCall {
  readonly state: State;
  readonly account: Account;
  readonly operation: string;
  readonly parameters: URLSearchParams;
}

/** An operation of IAM: what permission it needs, and what is in its result. */
export interface IamOperation {
  readonly resource: (call: IamCall) => string;
  readonly answer: (call: IamCall) => string;
}

/** The user that the parameter `UserName` names. */
export function namedUser({ state, account, parameters }: IamCall): User {
  const name = parameters.get('UserName');
  if (name === null) {
    throw validationError('Must specify userName when calling with non-User credentials');
  }
  const user = state.user(account, name);
  if (user !== undefined) return user;
  throw new ServiceError('NoSuchEntity', 404, `The user with name ${name} cannot be found.`);
}

export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', 400, message);
}

/** Of an action that has no resource. */
export function noResource(): string {
  return '*';
}

/** ARN of the named user; a policy may name users that do not exist. */
export function userResource({ state, account, parameters }: IamCall): string {
  const name = parameters.get('UserName') ?? '';
  return state.user(account, name)?.arn ?? `arn:aws:iam::${account.id}:user/${name}`;
}

export function usersResource({ account }: IamCall): string {
  return `arn:aws:iam::${account.id}:user/`;
}
