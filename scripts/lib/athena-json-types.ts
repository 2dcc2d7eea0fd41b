const NAMES = 'array(varchar)';
const OBJECTS = 'array(map(varchar, varchar))';

/** What a JSON column holds. A view cannot have columns of the type `json`. */
const TYPES: Readonly<Record<string, string>> = {
  Tags: 'map(varchar, varchar)',
  Groups: NAMES,
  SigningCerts: OBJECTS,
  AttachedPolicies: NAMES,
  InlinePolicies: NAMES,
  MFADevices: OBJECTS,
  ServiceSpecificCredentials: OBJECTS,
  SSHPublicKeys: OBJECTS,
  UnknownFacts: NAMES,
  OrganizationalUnitNames: NAMES,
};

/** The type of Athena's SQL for a JSON column. Of a new column it has to be said here. */
export function sqlTypeOf(name: string): string {
  const type = TYPES[name];
  if (type === undefined) throw new TypeError(`expected a type for the JSON column ${name}`);
  return type;
}
