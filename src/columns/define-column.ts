import type { AccessKeyColumn, CellType, UserColumn } from './column.ts';

/** A column with one value for a user; ties the type of the column to that of its values. */
export function perUser<Type extends CellType>(
  column: Omit<UserColumn<Type>, 'per'>,
): UserColumn<CellType> {
  return { ...column, per: 'user' };
}

/** The same for a column of access keys. */
export function perAccessKey<Type extends CellType>(
  column: Omit<AccessKeyColumn<Type>, 'per'>,
): AccessKeyColumn<CellType> {
  return { ...column, per: 'access key' };
}
