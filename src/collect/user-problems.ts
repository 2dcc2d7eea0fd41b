import { CollectorError } from '../errors.ts';
import type { UserLists } from './user-lists.ts';

/** The report lacks keys that there are. */
export function keysIncomplete(): CollectorError {
  return new CollectorError(
    'REPORT_KEYS_INCOMPLETE',
    'expected every access key in the credential report, found users with keys that it does not show',
    { operation: 'GetCredentialReport' },
  );
}

/** IAM lists the user, but does not find it. */
export function notFound(userName: string): CollectorError {
  return new CollectorError(
    'USER_NOT_FOUND',
    `expected to find the user \`${userName}\`, which IAM lists, found "no such user" twice`,
  );
}

/** Nothing proves that answers are about the user that was listed. */
export function maybeAnother(userName: string): CollectorError {
  return new CollectorError(
    'USER_NOT_FOUND',
    `expected answers about the user \`${userName}\` that was listed, found what may be about another one, made again under that name`,
  );
}

/** Credentials are listed of a user whom no list of users has. */
export function ownerNotFound(userName: string): CollectorError {
  return new CollectorError(
    'USER_NOT_FOUND',
    `expected the user \`${userName}\`, who has service-specific credentials, among the users, found none of the name`,
    { operation: 'ListServiceSpecificCredentials' },
  );
}

/** Only one of the two lists of users has the user. */
export function inOneList({ users }: UserLists, userId: string): CollectorError {
  const operation =
    users.get(userId)?.listed === null ? 'ListUsers' : 'GetAccountAuthorizationDetails';
  return new CollectorError(
    'USER_NOT_FOUND',
    `expected the user \`${users.get(userId)?.identity.userName ?? userId}\` in ${operation} too, found it missing twice`,
    { operation },
  );
}
