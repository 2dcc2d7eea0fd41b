/**
 * A fact is a group of fields that come from the same call: it is known or unknown as a whole.
 * Columns need facts, facts need calls, calls need permissions.
 */
export const FACTS = [
  'identity',
  'policies',
  'signIn',
  'password',
  'passwordDates',
  'mfa',
  'mfaDevices',
  'accessKeys',
  'accessKeyLastUse',
  'signingCertificates',
  'sshPublicKeys',
  'serviceSpecificCredentials',
  'alias',
  'summary',
] as const;

/**
 * `report`: passwords, MFA, keys and certificates are as the credential report has them, which is
 * four hours old at most. `live`: every user is asked about, at several calls each.
 */
export type Freshness = 'report' | 'live';

export type FactName = (typeof FACTS)[number];
