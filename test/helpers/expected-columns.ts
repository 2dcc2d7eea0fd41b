import {
  consoleAccess,
  identity,
  lastActivity,
  lastActivityCredential,
  lastSignIn,
  mfaDevices,
  mfaEnabled,
  organizationalUnitNames,
  passwordAge,
  passwordDate,
  policies,
  serviceSpecificCredentials,
  signingCertificates,
  sshPublicKeys,
  tag,
} from './expected-cells.ts';
import { type ExpectedKey, expectedKeys } from './expected-keys.ts';
import { ageOf, byBytes, jsonObject, jsonText } from './expected-text.ts';
import { UNKNOWN, type UserTruth } from './expected-truth.ts';

/** What is true for a cell; `unknown`: it cannot be known; `null`: there is none. */
export type Cell = string | number | boolean | null;

/** One column of the published contract, written apart from the product. */
export type ExpectedColumn = UserColumn | KeyColumn;

interface UserColumn {
  readonly name: string;
  /** `json`: the cell is JSON text. */
  readonly kind: 'plain' | 'instant' | 'json';
  readonly per: 'user';
  readonly of: (truth: UserTruth) => Cell;
}

interface KeyColumn {
  readonly name: string;
  readonly kind: 'plain' | 'instant';
  readonly per: 'key';
  readonly of: (key: ExpectedKey, truth: UserTruth) => Cell;
}

/** The columns of these names, the 18 by default. */
export function expectedColumns(names = STANDARD_NAMES): readonly ExpectedColumn[] {
  return names.map((name) => {
    if (name.startsWith('Tag:')) return plain(name, (truth) => tag(truth, name.slice(4)));
    const column = ALL.find((candidate) => candidate.name === name);
    if (column === undefined) throw new RangeError(`the contract has no column ${name}`);
    return column;
  });
}

/** What `all` stands for. */
export function allExpectedNames(): readonly string[] {
  return ALL.map(({ name }) => name).filter((name) => name !== 'OrganizationalUnitNames');
}

const ALL: readonly ExpectedColumn[] = [
  plain('AccountID', ({ account }) => account.id),
  plain('AccountAlias', ({ account, denied }) =>
    denied.has('ListAccountAliases') ? UNKNOWN : account.alias,
  ),
  plain('UserName', ({ user }) => user.name),
  json('Tags', (truth) =>
    identity(truth, 'ListUserTags', () =>
      jsonObject(truth.user.tags.map(({ key, value }) => [key, value])),
    ),
  ),
  instant('CreationDateTime', ({ user }) => user.createdAt),
  plain('CreationAgeInDays', ({ user, collectedAt }) => ageOf(user.createdAt, collectedAt)),
  plain('Path', ({ user }) => user.path),
  json('Groups', (truth) =>
    identity(truth, 'ListGroupsForUser', () => jsonText([...truth.user.groups].sort(byBytes))),
  ),
  plain('MFAEnabled', mfaEnabled),
  instant('LastActivity', lastActivity),
  plain('PasswordAge', passwordAge),
  instant('ConsoleLastSignIn', lastSignIn),
  key('AccessKeyID', ({ id }) => id),
  key('ActiveKeyAge', ({ status, createdAt }, { collectedAt }) =>
    status === 'Active' ? ageOf(createdAt, collectedAt) : null,
  ),
  { ...key('AccessKeyLastUsed', ({ lastUsedAt }) => lastUsedAt), kind: 'instant' },
  plain('ARN', ({ user }) => user.arn),
  plain('ConsoleAccess', consoleAccess),
  json('SigningCerts', signingCertificates),
  plain('AccountName', ({ account, organization }) => organization && account.name),
  plain(
    'OrganizationalUnitPath',
    ({ account, organization }) => organization && account.organizationalUnitPath,
  ),
  plain('UserID', ({ user }) => user.id),
  plain('PermissionsBoundary', (truth) => policies(truth, () => truth.user.permissionsBoundary)),
  json('AttachedPolicies', (truth) =>
    policies(truth, () =>
      jsonText(truth.user.attachedPolicies.map(({ arn }) => arn).sort(byBytes)),
    ),
  ),
  json('InlinePolicies', (truth) =>
    policies(truth, () =>
      jsonText(truth.user.inlinePolicies.map(({ name }) => name).sort(byBytes)),
    ),
  ),
  json('MFADevices', mfaDevices),
  key('KeyAges', ({ createdAt }, { collectedAt }) => ageOf(createdAt, collectedAt)),
  key('KeyStatuses', ({ status }) => status),
  key('KeyServices', ({ service }) => service),
  key('KeyRegions', ({ region }) => region),
  instant('PasswordLastChanged', (truth) =>
    passwordDate(truth, ({ createdAt, lastChangedAt }) =>
      lastChangedAt > truth.reportedAt ? createdAt : lastChangedAt,
    ),
  ),
  instant('PasswordNextRotation', (truth) =>
    passwordDate(truth, ({ nextRotationAt }) => nextRotationAt),
  ),
  json('ServiceSpecificCredentials', serviceSpecificCredentials),
  json('SSHPublicKeys', sshPublicKeys),
  plain('LastActivityCredential', lastActivityCredential),
  instant('CredentialReportTime', ({ credentialReportTime }) => credentialReportTime),
  instant('CollectedAt', ({ collectedAt }) => collectedAt),
  json('UnknownFacts', unknownFacts),
  json('OrganizationalUnitNames', organizationalUnitNames),
];

const STANDARD_NAMES: readonly string[] = ALL.slice(0, 18).map(({ name }) => name);

/** In the order of the contract, with columns that are unknown exactly if the fact is. */
const FACTS: readonly (readonly [fact: string, columns: readonly string[]])[] = [
  ['identity', ['Tags', 'Groups']],
  ['policies', ['AttachedPolicies']],
  ['signIn', ['ConsoleLastSignIn']],
  ['password', ['PasswordAge']],
  ['passwordDates', ['PasswordLastChanged', 'PasswordNextRotation']],
  ['mfa', ['MFAEnabled']],
  ['mfaDevices', ['MFADevices']],
  ['accessKeys', ['AccessKeyID', 'KeyStatuses']],
  ['accessKeyLastUse', ['AccessKeyLastUsed']],
  ['signingCertificates', ['SigningCerts']],
  ['sshPublicKeys', ['SSHPublicKeys']],
  ['serviceSpecificCredentials', ['ServiceSpecificCredentials']],
  ['alias', ['AccountAlias']],
  ['credentialReportTime', ['CredentialReportTime']],
];

/** Of a file with all columns. */
function unknownFacts(truth: UserTruth): string {
  const isUnknown = (column: ExpectedColumn) => {
    if (column.per === 'user') return column.of(truth) === UNKNOWN;
    const keys = expectedKeys(truth);
    return keys === UNKNOWN || keys.some((each) => column.of(each, truth) === UNKNOWN);
  };
  const unknown = FACTS.filter(([, columns]) => expectedColumns(columns).some(isUnknown));
  return jsonText(unknown.map(([fact]) => fact));
}

function plain(name: string, of: UserColumn['of']): UserColumn {
  return { name, kind: 'plain', per: 'user', of };
}

function instant(name: string, of: UserColumn['of']): UserColumn {
  return { name, kind: 'instant', per: 'user', of };
}

function json(name: string, of: UserColumn['of']): UserColumn {
  return { name, kind: 'json', per: 'user', of };
}

function key(name: string, of: KeyColumn['of']): KeyColumn {
  return { name, kind: 'plain', per: 'key', of };
}
