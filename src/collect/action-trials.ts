import type { IamReader } from '../ports.ts';

/**
 * The smallest call of each action that asks nothing but the account. That of a list shows its
 * first few items.
 */
export const ACCOUNT_TRIALS: Readonly<Record<string, (reader: IamReader) => Promise<unknown>>> = {
  'iam:GetAccountSummary': (reader) => reader.getAccountSummary(),
  'iam:ListAccountAliases': (reader) => reader.getAccountAlias(),
  'iam:ListServiceSpecificCredentials': (reader) => reader.listServiceSpecificCredentials(),
};

/**
 * Of each action that asks about a user. "No such user" is an answer too: AWS looks for a user only
 * once the action is allowed.
 */
export const USER_TRIALS: Readonly<
  Record<string, (reader: IamReader, userName: string) => Promise<unknown>>
> = {
  'iam:GetLoginProfile': (reader, userName) => reader.getLoginProfile(userName),
  'iam:ListGroupsForUser': (reader, userName) => reader.listGroupsForUser(userName),
  'iam:ListMFADevices': (reader, userName) => reader.listMfaDevices(userName),
  'iam:ListSSHPublicKeys': (reader, userName) => reader.listSshPublicKeys(userName),
  'iam:ListSigningCertificates': (reader, userName) => reader.listSigningCertificates(userName),
  'iam:ListUserTags': (reader, userName) => reader.listUserTags(userName),
};

/**
 * A name to ask about where no user is known. Nobody can have it: user names are made of 64
 * characters at most, while calls take 128.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html
 */
export const NOBODY = `${'nobody-'.repeat(10)}iam-users-doctor`;
