import type { Instant } from './instant.ts';
import { type Knowable, UNKNOWN } from './knowable.ts';
import {
  isBoolean,
  isCreation,
  toBoolean,
  toInstantOfCell,
  toInstantOrNull,
  toTextOrNull,
} from './report-cells.ts';
import { CERTIFICATE_SLOTS, KEY_SLOTS, type KeyColumns } from './report-columns.ts';
import type { AccessKeyUse } from './user.ts';

/** The row of one IAM user. */
export interface ReportRow {
  readonly userName: string;
  readonly arn: string;
  readonly createdAt: Instant;
  readonly passwordEnabled: boolean;
  /** `null`: no password, never used, or not since AWS keeps track (2014-10-20). */
  readonly passwordLastUsedAt: Instant | null;
  readonly passwordLastChangedAt: Instant | null;
  /** `null`: no password, or one that does not expire. */
  readonly passwordNextRotationAt: Knowable<Instant | null>;
  readonly mfaActive: boolean;
  /** Only the slots that hold a key, in the order of the report, which means nothing. */
  readonly keySlots: readonly KeySlot[];
  /** Only the slots that hold a certificate. */
  readonly certificateSlots: readonly CertificateSlot[];
  /** Whether the report says that the user has more credentials than there are slots. */
  readonly additionalCredentials: boolean;
}

export interface KeySlot {
  readonly active: boolean;
  readonly createdAt: Instant;
  readonly lastUse: AccessKeyUse | null;
}

export interface CertificateSlot {
  readonly active: boolean;
  readonly uploadedAt: Instant;
}

/** The row of the root user. `null`: the report does not say. */
export interface RootRow {
  readonly arn: string;
  readonly passwordEnabled: boolean | null;
  readonly passwordLastUsedAt: Instant | null;
  readonly mfaActive: boolean | null;
  readonly keySlots: readonly KeySlot[];
  readonly certificateSlots: readonly CertificateSlot[];
}

/** The cells of one row by the name of the column; empty for a column that the report lacks. */
export type ReportCells = (column: string) => string;

/** Whether the row is that of the root user. No IAM user can have such a name. */
export function isRoot(cellOf: ReportCells): boolean {
  return cellOf('user') === '<root_account>';
}

/** A row whose cells have the right forms; `null` if they contradict each other. */
export function toReportRow(cellOf: ReportCells): ReportRow | null {
  const userName = cellOf('user');
  const arn = cellOf('arn');
  if (!arn.endsWith(`/${userName}`) || hasUndatedSlot(cellOf)) return null;
  return {
    userName,
    arn,
    createdAt: toInstantOfCell(cellOf('user_creation_time')),
    passwordEnabled: toBoolean(cellOf('password_enabled')),
    passwordLastUsedAt: toInstantOrNull(cellOf('password_last_used')),
    passwordLastChangedAt: toInstantOrNull(cellOf('password_last_changed')),
    passwordNextRotationAt: nextRotationOf(cellOf('password_next_rotation')),
    mfaActive: toBoolean(cellOf('mfa_active')),
    keySlots: keySlotsOf(cellOf),
    certificateSlots: certificateSlotsOf(cellOf),
    additionalCredentials: !['', 'N/A'].includes(cellOf('additional_credentials_info').trim()),
  };
}

/** The row of the root user; `null` if its cells contradict each other. */
export function toRootRow(cellOf: ReportCells): RootRow | null {
  if (hasUndatedSlot(cellOf)) return null;
  return {
    arn: cellOf('arn'),
    passwordEnabled: toBooleanOrNull(cellOf('password_enabled')),
    passwordLastUsedAt: toInstantOrNull(cellOf('password_last_used')),
    mfaActive: toBooleanOrNull(cellOf('mfa_active')),
    keySlots: keySlotsOf(cellOf),
    certificateSlots: certificateSlotsOf(cellOf),
  };
}

/** A key or certificate that is active must have been created at some time. */
function hasUndatedSlot(cellOf: ReportCells): boolean {
  return [...KEY_SLOTS, ...CERTIFICATE_SLOTS].some(
    (slot) => toBoolean(cellOf(slot.active)) && toInstantOrNull(cellOf(slot.created)) === null,
  );
}

/** AWS tells the date or that there is none; other makers of reports leave it open. */
function nextRotationOf(cell: string): Knowable<Instant | null> {
  return isCreation(cell) ? toInstantOrNull(cell) : UNKNOWN;
}

/** An inactive key keeps its date; only an empty slot has none. */
function keySlotsOf(cellOf: ReportCells): readonly KeySlot[] {
  return KEY_SLOTS.flatMap((slot) => {
    const createdAt = toInstantOrNull(cellOf(slot.created));
    if (createdAt === null) return [];
    const lastUse = lastUseOf(slot, cellOf);
    return [{ active: toBoolean(cellOf(slot.active)), createdAt, lastUse }];
  });
}

function lastUseOf(slot: KeyColumns, cellOf: ReportCells): AccessKeyUse | null {
  const at = toInstantOrNull(cellOf(slot.lastUsed));
  if (at === null) return null;
  return {
    at,
    service: toTextOrNull(cellOf(slot.lastUsedService)),
    region: toTextOrNull(cellOf(slot.lastUsedRegion)),
  };
}

function certificateSlotsOf(cellOf: ReportCells): readonly CertificateSlot[] {
  return CERTIFICATE_SLOTS.flatMap((slot) => {
    const uploadedAt = toInstantOrNull(cellOf(slot.created));
    return uploadedAt === null ? [] : [{ active: toBoolean(cellOf(slot.active)), uploadedAt }];
  });
}

function toBooleanOrNull(cell: string): boolean | null {
  return isBoolean(cell) ? toBoolean(cell) : null;
}
