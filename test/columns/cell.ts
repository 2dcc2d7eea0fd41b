import type { Column, RowAccount, RowContext } from '../../src/columns/column.ts';
import { columnsNamed } from '../../src/columns/select.ts';
import { accessKeysOf } from '../../src/columns/values.ts';
import { isUnknown } from '../../src/model/knowable.ts';
import type { User } from '../../src/model/user.ts';
import { aUser } from '../model/samples.ts';

/** The value of a column for a user; for a column of access keys, the values in their order. */
export function cell(
  name: string,
  user: User = aUser(),
  context: Partial<RowContext> = {},
): unknown {
  return columnsNamed([name]).map((column) => columnValue(column, user, context))[0];
}

export function columnValue(column: Column, user: User, said: Partial<RowContext> = {}): unknown {
  const context: RowContext = {
    account: anAccount(),
    user,
    collectedAt: '2026-03-01T12:00:00Z',
    facts: new Set(),
    ...said,
  };
  if (column.per === 'user') return column.value(context);
  const keys = accessKeysOf(user);
  return isUnknown(keys) ? keys : keys.map((key) => column.value(key, context));
}

export function anAccount(facts: Partial<RowAccount> = {}): RowAccount {
  return {
    accountId: '012345678901',
    accountName: 'Acme',
    organizationalUnitPath: null,
    organizationalUnitNames: null,
    accountAlias: 'acme-dev',
    credentialReportTime: null,
    ...facts,
  };
}
