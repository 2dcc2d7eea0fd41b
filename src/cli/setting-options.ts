import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_CONFIG_FILE, loadSettings } from '../settings/load-settings.ts';
import { SETTING_GROUPS } from '../settings/setting.ts';
import type { SettingSources } from '../settings/setting-sources.ts';
import { SETTING_KEYS, SETTINGS, type SettingKey } from '../settings/setting-table.ts';
import type { Settings } from '../settings/settings.ts';

/** What Commander made of the flags: by setting key, beside those of other tables. */
export type ParsedOptions = Readonly<Record<string, unknown>>;

/** Flags of the settings, under the headings of the table, and `--config`. */
export function addSettingOptions(
  command: Command,
  keys: readonly SettingKey[] = SETTING_KEYS,
): Command {
  for (const group of SETTING_GROUPS) {
    const members = keys.filter((key) => SETTINGS[key].group === group);
    for (const key of members) command.addOption(toOption(key).helpGroup(`${group}:`));
  }
  const description = `A JSON file of settings. [default: ${DEFAULT_CONFIG_FILE}, if it is there]`;
  return command.addOption(new Option('--config <FILE>', description).helpGroup('Run:'));
}

/** The settings that the flags, the environment and the configuration file come to. */
export function settingsFrom(
  options: ParsedOptions,
  environment: SettingSources['environment'],
): Promise<Settings> {
  const { config } = options;
  const configPath = typeof config === 'string' ? config : null;
  return loadSettings({ flags: givenSettings(options), environment, configPath });
}

/** The settings among the options that were given. */
export function givenSettings(options: ParsedOptions): SettingSources['flags'] {
  const given: Partial<Record<SettingKey, string | boolean>> = {};
  for (const key of SETTING_KEYS) {
    const value = options[key];
    if (typeof value === 'string' || typeof value === 'boolean') given[key] = value;
  }
  return given;
}

function toOption(key: SettingKey): Option {
  const { flag, placeholder, environment, description, defaultText } = SETTINGS[key];
  const usage = placeholder === null ? flag : `${flag} <${placeholder}>`;
  const sources = `[env: ${environment.join(', ')}] [default: ${defaultText}]`;
  const option = new Option(usage, `${description} ${sources}`);
  // Of a flag that begins with `--no-`, Commander would take for given that it is not.
  if (option.negate) return option.default(null);
  return placeholder === null ? option : option.argParser(onlyOnce);
}

/** The last of several would silently win, and a list of accounts would be read in part. */
function onlyOnce(value: string, previous: string | undefined): string {
  if (previous !== undefined) throw new InvalidArgumentError('The option is given more than once.');
  return value;
}
