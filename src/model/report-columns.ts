import {
  type CellForm,
  isArn,
  isBoolean,
  isCreation,
  isInstant,
  isLastUse,
  isText,
  orNotSupported,
} from './report-cells.ts';

/** The columns of one slot for an access key. `last_rotated` is when the key was created. */
export interface KeyColumns extends SlotColumns {
  readonly lastUsed: string;
  readonly lastUsedRegion: string;
  readonly lastUsedService: string;
}

interface SlotColumns {
  readonly active: string;
  readonly created: string;
}

/** The slots that a user has for access keys. */
export const KEY_SLOTS: readonly KeyColumns[] = [1, 2].map((slot) => ({
  active: `access_key_${slot}_active`,
  created: `access_key_${slot}_last_rotated`,
  lastUsed: `access_key_${slot}_last_used_date`,
  lastUsedRegion: `access_key_${slot}_last_used_region`,
  lastUsedService: `access_key_${slot}_last_used_service`,
}));

/** The slots that a user has for signing certificates. */
export const CERTIFICATE_SLOTS: readonly SlotColumns[] = [1, 2].map((slot) => ({
  active: `cert_${slot}_active`,
  created: `cert_${slot}_last_rotated`,
}));

/** The columns that are read, and the forms that their cells may have in the row of a user. */
export const USER_FORMS: ReadonlyMap<string, CellForm> = new Map<string, CellForm>([
  ['user', isText],
  ['arn', isArn],
  ['user_creation_time', isInstant],
  ['password_enabled', isBoolean],
  ['password_last_used', isLastUse],
  ['password_last_changed', isCreation],
  ['password_next_rotation', orNotSupported(isCreation)],
  ['mfa_active', isBoolean],
  ...[...KEY_SLOTS, ...CERTIFICATE_SLOTS].flatMap((slot): [string, CellForm][] => [
    [slot.active, isBoolean],
    [slot.created, isCreation],
  ]),
  ...KEY_SLOTS.flatMap((slot): [string, CellForm][] => [
    [slot.lastUsed, isLastUse],
    [slot.lastUsedRegion, isText],
    [slot.lastUsedService, isText],
  ]),
]);

/** The same for the row of the root user, which may lack any of it. */
export const ROOT_FORMS: ReadonlyMap<string, CellForm> = new Map(
  [...USER_FORMS].map(([column, form]) => [column, orNotSupported(form)]),
);
