import * as z from 'zod';
import { listOf } from './lists.ts';

/** The columns of the file unless it is set otherwise. */
export const DEFAULT_COLUMNS: readonly string[] = [
  'AccountID',
  'AccountAlias',
  'UserName',
  'Tags',
  'CreationDateTime',
  'CreationAgeInDays',
  'Path',
  'Groups',
  'MFAEnabled',
  'LastActivity',
  'PasswordAge',
  'ConsoleLastSignIn',
  'AccessKeyID',
  'ActiveKeyAge',
  'AccessKeyLastUsed',
  'ARN',
  'ConsoleAccess',
  'SigningCerts',
];

/** Names of columns, in the order of the file. */
export const columnNames = listOf(z.string(), 'a list of names of columns');
