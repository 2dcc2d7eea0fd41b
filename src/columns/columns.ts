import type { Column } from './column.ts';
import { FURTHER_COLUMNS } from './further-columns.ts';
import { COLUMNS_ON_REQUEST } from './request-columns.ts';
import { STANDARD_COLUMNS } from './standard-columns.ts';

/** What `all` stands for. A new column is one more entry at the end of `FURTHER_COLUMNS`. */
export const ALL_COLUMNS: readonly Column[] = [...STANDARD_COLUMNS, ...FURTHER_COLUMNS];

/** Every column that has a name of its own; beside them there is one for every tag. */
export const COLUMNS: readonly Column[] = [...ALL_COLUMNS, ...COLUMNS_ON_REQUEST];
