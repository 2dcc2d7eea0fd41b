/**
 * A fact is a group of fields that come from the same call: it is known or unknown as a whole.
 * Columns need facts, facts need calls, calls need permissions.
 */
export const FACTS = [
  'identity',
  'signIn',
  'password',
  'mfa',
  'accessKeys',
  'accessKeyLastUse',
  'signingCertificates',
  'alias',
  'summary',
] as const;

export type FactName = (typeof FACTS)[number];
