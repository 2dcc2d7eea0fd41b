import type { Account, ReportStyle } from '../world/account.ts';
import { compareNames } from '../world/order.ts';
import type { Timestamp } from '../world/timestamp.ts';
import type { User } from '../world/user.ts';
import { renderRootRow } from './root-row.ts';
import { renderUserRow } from './user-row.ts';

/**
 * The credential report of an account as text: LF only, no newline at the end, the root row first,
 * then the users in the order of their names without regard to case.
 */
export function renderReport(
  account: Account,
  users: readonly User[],
  generatedAt: Timestamp,
): string {
  const { style } = account.report;
  const rows = [...users].sort(compareNames).map((user) => renderUserRow(user, style, generatedAt));
  return [header(style), renderRootRow(account, style), ...rows].join('\n');
}

function header(style: ReportStyle): string {
  return [...COLUMNS, ...(style.additionalColumn ? ['additional_credentials_info'] : [])].join(',');
}

const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
] as const;
