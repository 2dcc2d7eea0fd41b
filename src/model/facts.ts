/**
 * A fact is a group of fields that are known or unknown together, because they come from the same
 * call. Columns need facts, facts need calls, calls need permissions.
 */
export const FACTS = [
  'identity',
  'tags',
  'groups',
  'policies',
  'signIn',
  'password',
  'passwordAge',
  'passwordDates',
  'mfa',
  'mfaDevices',
  'accessKeys',
  'accessKeyDates',
  'accessKeyStatus',
  'accessKeyLastUse',
  'signingCertificates',
  'sshPublicKeys',
  'serviceSpecificCredentials',
  'alias',
  'credentialReportTime',
  'summary',
] as const;

/**
 * `report`: passwords, MFA, keys and certificates are as the credential report has them, which is
 * four hours old at most. `live`: every user is asked about, at several calls each.
 */
export type Freshness = 'report' | 'live';

export type FactName = (typeof FACTS)[number];

/** Everything that is known of passwords; each is a reason to ask whether there is one. */
export const PASSWORD_FACTS: readonly FactName[] = ['password', 'passwordAge', 'passwordDates'];

/** What only ListAccessKeys tells of access keys: ids, and Inactive from Expired. */
export const LISTED_KEY_FACTS: readonly FactName[] = ['accessKeys', 'accessKeyStatus'];

/** Everything that is known of access keys; each is a reason to read them. */
export const ACCESS_KEY_FACTS: readonly FactName[] = [
  ...LISTED_KEY_FACTS,
  'accessKeyDates',
  'accessKeyLastUse',
];

/** The facts by the names that the manifest and the column `UnknownFacts` use. */
export type PublishedFact = Exclude<FactName, keyof typeof PUBLISHED_AS>;

/**
 * Facts that are told apart for the sake of calls only. Readers of a manifest know them by one name,
 * which they had before they were.
 */
const PUBLISHED_AS = {
  tags: 'identity',
  groups: 'identity',
  passwordAge: 'password',
  accessKeyDates: 'accessKeys',
  accessKeyStatus: 'accessKeys',
} as const satisfies Partial<Record<FactName, FactName>>;

/** The published names of facts, each once, in the order of the contract. */
export function publishedFacts(facts: Iterable<FactName>): readonly PublishedFact[] {
  const names = new Set([...facts].map(publishedName));
  return FACTS.filter(isPublished).filter((name) => names.has(name));
}

function publishedName(fact: FactName): PublishedFact {
  return isPublished(fact) ? fact : PUBLISHED_AS[fact];
}

function isPublished(fact: FactName): fact is PublishedFact {
  return !(fact in PUBLISHED_AS);
}
