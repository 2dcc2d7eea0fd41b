import { columnsNamed, factsFor } from '../columns/select.ts';
import { CollectorError } from '../errors.ts';
import { ACCESS_KEY_FACTS } from '../model/facts.ts';
import { type FoundValues, findValues, type SettingSources } from './setting-sources.ts';
import { type SettingKey, type SettingValues, settingValues } from './setting-table.ts';
import type { Settings } from './settings.ts';

/** Every complaint after these is counted only. */
const COMPLAINTS_SHOWN = 5;

/**
 * The settings: flags win over the environment, it over the file, it over the defaults. Reads
 * nothing, so `@file` is not understood here; `loadSettings` does that.
 */
export function resolveSettings(sources: SettingSources): Settings {
  return checkValues(findValues(sources));
}

/** The settings that the values stand for; rejects the values that cannot be. */
export function checkValues(found: FoundValues): Settings {
  const values = Object.fromEntries([...found].map(([key, { value }]) => [key, value]));
  const checked = settingValues.safeParse(values);
  if (!checked.success) throw invalid(checked.error.issues, found);
  refuseListWithUnits(found);
  refuseRowsOfNothing(checked.data, found);
  return toSettings(checked.data, found);
}

function invalid(issues: readonly Issue[], found: FoundValues): CollectorError {
  const complaints = issues.map(({ path, message }) => {
    // Flags, variables and keys have made the names; zod's paths begin with them.
    const origin = found.get(path[0] as SettingKey)?.origin ?? String(path[0]);
    return `${origin}: ${/[.?]$/.test(message) ? message : `${message}.`}`;
  });
  const more = complaints.length - COMPLAINTS_SHOWN;
  const shown = complaints.slice(0, COMPLAINTS_SHOWN);
  return new CollectorError(
    'SETTING_INVALID',
    [...shown, ...(more > 0 ? [`And ${more} more.`] : [])].join('\n'),
  );
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * A list of accounts is read without AWS Organizations, so nothing is known of their units. Which
 * of the two was meant cannot be guessed, wherever each comes from.
 */
function refuseListWithUnits(found: FoundValues): void {
  const list = found.get('accounts');
  const units = found.get('ou') ?? found.get('excludeOu');
  if (list === undefined || units === undefined) return;
  throw new CollectorError(
    'SETTING_INVALID',
    `${list.origin} and ${units.origin} are both set: expected either a list of accounts or ` +
      'organizational units.',
    { remedy: 'Remove one of the two.' },
  );
}

/**
 * Without a column about access keys none are read, so that a row for each would be one for each
 * user, which would say that nobody has two.
 */
function refuseRowsOfNothing({ rows, columns }: SettingValues, found: FoundValues): void {
  const facts = factsFor(columnsNamed(columns));
  if (rows !== 'access-key' || ACCESS_KEY_FACTS.some((fact) => facts.has(fact))) return;
  throw new CollectorError(
    'SETTING_INVALID',
    `${found.get('rows')?.origin ?? 'rows'}: expected a column about access keys, found ` +
      `${columns.join(', ')}.`,
    { remedy: 'Add a column such as `AccessKeyID` or `KeyAges`, or take a row for each user.' },
  );
}

function toSettings(values: SettingValues, found: FoundValues): Settings {
  const { ou, excludeOu, to, rows, format, ...others } = values;
  return {
    ...others,
    organizationalUnits: ou,
    excludeOrganizationalUnits: excludeOu,
    target: to,
    rowForm: rows,
    formats: format,
    isProfileChosen: ['flags', 'configFile'].includes(found.get('profile')?.source ?? ''),
  };
}
