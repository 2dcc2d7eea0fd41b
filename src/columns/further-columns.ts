import { ageInDays } from '../model/instant.ts';
import { mapKnown } from '../model/knowable.ts';
import type { Column } from './column.ts';
import { perAccessKey, perUser } from './define-column.ts';
import {
  credentialsToJson,
  devicesToJson,
  lastActivityCredentialOf,
  passwordField,
  sshPublicKeysToJson,
  unknownFactsIn,
} from './further-values.ts';
import { namesToJson } from './values.ts';

/** The columns behind the standard ones, in the order of `all`. */
export const FURTHER_COLUMNS: readonly Column[] = [
  perUser({
    name: 'AccountName',
    description: 'Name of the account; empty if the accounts of the run were named.',
    source: 'AWS Organizations `ListAccounts`: `Name`',
    facts: [],
    type: 'text',
    value: ({ account }) => account.accountName,
  }),
  perUser({
    name: 'OrganizationalUnitPath',
    description:
      'Ids from the root to the parent of the account, such as `r-ab12/ou-ab12-11111111`; empty ' +
      'if the accounts of the run were named.',
    source: 'AWS Organizations `ListAccounts`: `Paths`',
    facts: [],
    organization: 'path',
    type: 'text',
    value: ({ account }) => account.organizationalUnitPath,
  }),
  perUser({
    name: 'UserID',
    description: 'Id of the user, never used again after it is deleted; never empty.',
    source: 'IAM `GetAccountAuthorizationDetails`: `UserId`',
    facts: [],
    type: 'text',
    value: ({ user }) => user.userId,
  }),
  perUser({
    name: 'PermissionsBoundary',
    description: 'ARN of the permissions boundary of the user; empty if there is none.',
    source: 'IAM `GetAccountAuthorizationDetails`: `PermissionsBoundary`',
    facts: ['policies'],
    type: 'text',
    value: ({ user }) => mapKnown(user.policies, (policies) => policies.permissionsBoundary),
  }),
  perUser({
    name: 'AttachedPolicies',
    description:
      'ARNs of the managed policies attached to the user itself as a sorted JSON array; `[]` if ' +
      'there are none.',
    source: 'IAM `GetAccountAuthorizationDetails`: `AttachedManagedPolicies`',
    facts: ['policies'],
    type: 'json',
    value: ({ user }) => mapKnown(user.policies, (policies) => namesToJson(policies.attached)),
  }),
  perUser({
    name: 'InlinePolicies',
    description:
      'Names of the inline policies of the user itself as a sorted JSON array; `[]` if there are ' +
      'none.',
    source: 'IAM `GetAccountAuthorizationDetails`: `UserPolicyList`',
    facts: ['policies'],
    type: 'json',
    value: ({ user }) => mapKnown(user.policies, (policies) => namesToJson(policies.inline)),
  }),
  perUser({
    name: 'MFADevices',
    description:
      'MFA devices of the user as a JSON array sorted by serial number, the kind virtual, passkey ' +
      '(FIDO) or hardware; `[]` if there are none.',
    source: 'IAM `ListMFADevices`',
    facts: ['mfa', 'mfaDevices'],
    type: 'json',
    value: ({ user }) => mapKnown(user.mfaDevices, devicesToJson),
  }),
  perAccessKey({
    name: 'KeyAges',
    description:
      'Whole days since the key was created, active or not, one value for each key of ' +
      'AccessKeyID; empty if the user has none.',
    source: 'IAM `ListAccessKeys`: `CreateDate`, or credential report: `access_key_n_last_rotated`',
    facts: ['accessKeyDates'],
    type: 'days',
    value: ({ createdAt }, { collectedAt }) => ageInDays(createdAt, collectedAt),
  }),
  perAccessKey({
    name: 'KeyStatuses',
    description:
      'Active, Inactive or Expired, one value for each key of AccessKeyID; empty if the user has ' +
      'none.',
    source: 'IAM `ListAccessKeys`: `Status`',
    facts: ['accessKeyStatus'],
    type: 'text',
    value: ({ status }) => status,
  }),
  perAccessKey({
    name: 'KeyServices',
    description:
      'Service that the key was last used for, such as s3, one value for each key of AccessKeyID; ' +
      'empty if it never was, or if AWS does not tell.',
    source: 'credential report: `access_key_n_last_used_service`, or IAM `GetAccessKeyLastUsed`',
    facts: ['accessKeyLastUse'],
    type: 'text',
    value: ({ lastUse }) => mapKnown(lastUse, (use) => use?.service ?? null),
  }),
  perAccessKey({
    name: 'KeyRegions',
    description:
      'Region that the key was last used in, one value for each key of AccessKeyID; empty if it ' +
      'never was, or for a service without regions.',
    source: 'credential report: `access_key_n_last_used_region`, or IAM `GetAccessKeyLastUsed`',
    facts: ['accessKeyLastUse'],
    type: 'text',
    value: ({ lastUse }) => mapKnown(lastUse, (use) => use?.region ?? null),
  }),
  perUser({
    name: 'PasswordLastChanged',
    description:
      'When the console password was last changed, in UTC; empty without a console password.',
    source: 'credential report: `password_last_changed`',
    facts: ['passwordDates'],
    type: 'instant',
    value: ({ user }) => passwordField(user, ({ lastChangedAt }) => lastChangedAt),
  }),
  perUser({
    name: 'PasswordNextRotation',
    description:
      'When the console password has to be changed, in UTC; empty without a console password or ' +
      'if it does not expire.',
    source: 'credential report: `password_next_rotation`',
    facts: ['passwordDates'],
    type: 'instant',
    value: ({ user }) => passwordField(user, ({ nextRotationAt }) => nextRotationAt),
  }),
  perUser({
    name: 'ServiceSpecificCredentials',
    description:
      'Service-specific credentials of the user, such as API keys of Amazon Bedrock, with their ' +
      'expiry (null for never) as a JSON array sorted by id; `[]` if there are none.',
    source: 'IAM `ListServiceSpecificCredentials`',
    facts: ['serviceSpecificCredentials'],
    type: 'json',
    value: ({ user }) => mapKnown(user.serviceSpecificCredentials, credentialsToJson),
  }),
  perUser({
    name: 'SSHPublicKeys',
    description:
      'SSH public keys of the user, without the keys themselves, as a JSON array sorted by id; ' +
      '`[]` if there are none.',
    source: 'IAM `ListSSHPublicKeys`',
    facts: ['sshPublicKeys'],
    type: 'json',
    value: ({ user }) => mapKnown(user.sshPublicKeys, sshPublicKeysToJson),
  }),
  perUser({
    name: 'LastActivityCredential',
    description:
      'What LastActivity was done with: `password`, or the id of the access key; empty if there ' +
      'never was any activity.',
    source: 'computed from ConsoleLastSignIn and AccessKeyLastUsed',
    facts: ['signIn', 'accessKeys', 'accessKeyLastUse'],
    type: 'text',
    value: ({ user }) => lastActivityCredentialOf(user),
  }),
  perUser({
    name: 'CredentialReportTime',
    description:
      'When IAM made the credential report that facts of the account are from, in UTC; empty if ' +
      'the other columns need none.',
    source: 'IAM `GetCredentialReport`: `GeneratedTime`',
    facts: ['credentialReportTime'],
    type: 'instant',
    value: ({ account }) => account.credentialReportTime,
  }),
  perUser({
    name: 'CollectedAt',
    description: 'When the run began, in UTC, from which every age is counted; never empty.',
    source: 'the plan of the run',
    facts: [],
    type: 'instant',
    value: ({ collectedAt }) => collectedAt,
  }),
  perUser({
    name: 'UnknownFacts',
    description:
      'Names of the facts behind the columns of the file that are unknown of the user or of its ' +
      'account as a JSON array; `[]` if there are none.',
    source: 'the run',
    facts: [],
    type: 'json',
    value: (context) => unknownFactsIn(context),
  }),
];
