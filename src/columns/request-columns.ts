import type { Column } from './column.ts';
import { perUser } from './define-column.ts';

/** Columns that `all` leaves out, because they cost calls that nobody expects of it. */
export const COLUMNS_ON_REQUEST: readonly Column[] = [
  perUser({
    name: 'OrganizationalUnitNames',
    description:
      'Names of the organizational units from the root to the parent of the account as a JSON ' +
      'array; empty if the accounts of the run were named.',
    source: 'AWS Organizations `ListRoots`, `ListOrganizationalUnitsForParent`',
    facts: [],
    organization: 'names',
    type: 'json',
    value: ({ account }) => account.organizationalUnitNames,
  }),
];
