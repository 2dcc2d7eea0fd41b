import { ageInDays } from '../model/instant.ts';
import { mapKnown } from '../model/knowable.ts';
import type { Column } from './column.ts';
import { perAccessKey, perUser } from './define-column.ts';
import {
  activeKeyAgeOf,
  certificatesToJson,
  lastActivityOf,
  lastUsedAtOf,
  namesToJson,
  passwordAgeOf,
  tagsToJson,
} from './values.ts';

/** The columns of the file unless others are chosen: closed, since people read it by position. */
export const STANDARD_COLUMNS: readonly Column[] = [
  perUser({
    name: 'AccountID',
    description: 'Id of the AWS account, 12 digits with leading zeros; never empty.',
    source: 'the plan of the run',
    facts: [],
    type: 'text',
    value: ({ account }) => account.accountId,
  }),
  perUser({
    name: 'AccountAlias',
    description: 'Alias of the account; empty if it has none.',
    source: 'IAM `ListAccountAliases`',
    facts: ['alias'],
    type: 'text',
    value: ({ account }) => account.accountAlias,
  }),
  perUser({
    name: 'UserName',
    description: 'Name of the user, unique within the account; never empty.',
    source: 'IAM `GetAccountAuthorizationDetails`: `UserName`',
    facts: [],
    type: 'text',
    value: ({ user }) => user.userName,
  }),
  perUser({
    name: 'Tags',
    description: 'Tags of the user as a JSON object with sorted keys; `{}` if there are none.',
    source: 'IAM `GetAccountAuthorizationDetails`: `Tags`',
    facts: ['tags'],
    type: 'json',
    value: ({ user }) => mapKnown(user.tags, tagsToJson),
  }),
  perUser({
    name: 'CreationDateTime',
    description: 'When the user was created, in UTC; never empty.',
    source: 'IAM `GetAccountAuthorizationDetails`: `CreateDate`',
    facts: [],
    type: 'instant',
    value: ({ user }) => user.createdAt,
  }),
  perUser({
    name: 'CreationAgeInDays',
    description: 'Age of the user in whole days when the run began; never empty.',
    source: 'computed from CreationDateTime',
    facts: [],
    type: 'days',
    value: ({ user, collectedAt }) => ageInDays(user.createdAt, collectedAt),
  }),
  perUser({
    name: 'Path',
    description: 'Path of the user, `/` if none was chosen; never empty.',
    source: 'IAM `GetAccountAuthorizationDetails`: `Path`',
    facts: [],
    type: 'text',
    value: ({ user }) => user.path,
  }),
  perUser({
    name: 'Groups',
    description: 'Names of the groups of the user as a sorted JSON array; `[]` if there are none.',
    source: 'IAM `GetAccountAuthorizationDetails`: `GroupList`',
    facts: ['groups'],
    type: 'json',
    value: ({ user }) => mapKnown(user.groups, namesToJson),
  }),
  perUser({
    name: 'MFAEnabled',
    description: 'Whether an MFA device of any kind is enabled for the user; never empty.',
    source: 'credential report: `mfa_active`',
    facts: ['mfa'],
    type: 'boolean',
    value: ({ user }) => user.mfaActive,
  }),
  perUser({
    name: 'LastActivity',
    description:
      'Newest, in UTC, of the last console sign-in and the last use of any access key; ' +
      'empty if there never was one.',
    source: 'computed from ConsoleLastSignIn and AccessKeyLastUsed',
    facts: ['signIn', 'accessKeyLastUse'],
    type: 'instant',
    value: ({ user }) => lastActivityOf(user),
  }),
  perUser({
    name: 'PasswordAge',
    description:
      'Whole days since the console password was last changed; empty without a console password.',
    source: 'credential report: `password_last_changed`',
    facts: ['passwordAge'],
    type: 'days',
    value: ({ user, collectedAt }) => passwordAgeOf(user, collectedAt),
  }),
  perUser({
    name: 'ConsoleLastSignIn',
    description: 'When the console password was last used, in UTC; empty if never.',
    source: 'IAM `ListUsers`: `PasswordLastUsed`',
    facts: ['signIn'],
    type: 'instant',
    value: ({ user }) => user.lastSignInAt,
  }),
  perAccessKey({
    name: 'AccessKeyID',
    description:
      'Ids of all access keys of the user, joined by `;`: Active, Inactive, Expired, then oldest ' +
      'first; empty if the user has none.',
    source: 'IAM `ListAccessKeys`: `AccessKeyId`',
    facts: ['accessKeys'],
    type: 'text',
    value: (key) => key.id,
  }),
  perAccessKey({
    name: 'ActiveKeyAge',
    description:
      'Whole days since the key was created, one value for each key of AccessKeyID; empty for a ' +
      'key that is not active.',
    source: 'IAM `ListAccessKeys`: `CreateDate`, or credential report: `access_key_n_last_rotated`',
    facts: ['accessKeyDates'],
    type: 'days',
    value: (key, { collectedAt }) => activeKeyAgeOf(key, collectedAt),
  }),
  perAccessKey({
    name: 'AccessKeyLastUsed',
    description:
      'When the key was last used, in UTC, one value for each key of AccessKeyID; empty if it ' +
      'never was since AWS keeps track (2015-04-22).',
    source: 'credential report: `access_key_n_last_used_date`, or IAM `GetAccessKeyLastUsed`',
    facts: ['accessKeyLastUse'],
    type: 'instant',
    value: lastUsedAtOf,
  }),
  perUser({
    name: 'ARN',
    description: 'Amazon Resource Name of the user; never empty.',
    source: 'IAM `GetAccountAuthorizationDetails`: `Arn`',
    facts: [],
    type: 'text',
    value: ({ user }) => user.arn,
  }),
  perUser({
    name: 'ConsoleAccess',
    description: 'Whether the user has a console password; never empty.',
    source: 'credential report: `password_enabled`, or IAM `GetLoginProfile`',
    facts: ['password'],
    type: 'boolean',
    value: ({ user }) => mapKnown(user.password, (password) => password !== null),
  }),
  perUser({
    name: 'SigningCerts',
    description:
      'Signing certificates of the user as a JSON array sorted by id; `[]` if there are none.',
    source: 'IAM `ListSigningCertificates`',
    facts: ['signingCertificates'],
    type: 'json',
    value: ({ user }) => mapKnown(user.signingCertificates, certificatesToJson),
  }),
];
