import { memberPermissions, memberTrust } from '../member-role/definition.ts';

/** The documents of the Terraform module of the member role: name of the file and its text. */
export function renderTerraform(): readonly [string, string] {
  const documents = {
    standard: memberPermissions({}),
    all: memberPermissions({ columns: 'all', freshness: 'live' }),
    trust: memberTrust({ externalId: false }),
    trustWithExternalId: memberTrust({ externalId: true }),
  };
  return ['terraform/member-role/policies.json', `${JSON.stringify(documents, null, 2)}\n`];
}
