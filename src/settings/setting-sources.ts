import { CollectorError } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import { type Environment, readVariable } from './setting.ts';
import { SETTING_KEYS, SETTINGS, type SettingKey } from './setting-table.ts';

/** Where settings come from, the strongest first. */
export interface SettingSources {
  /** By key; what was not given is missing or `undefined`. */
  readonly flags: Readonly<Partial<Record<SettingKey, string | boolean | undefined>>>;
  readonly environment: Environment;
  readonly configFile: ConfigFile | null;
}

export interface ConfigFile {
  /** For messages. */
  readonly name: string;
  /** Parsed from JSON, not checked. */
  readonly content: unknown;
}

/** A value as it was found, and the words for where. */
export interface FoundValue {
  readonly value: unknown;
  readonly origin: string;
  readonly source: keyof SettingSources;
}

export type FoundValues = ReadonlyMap<SettingKey, FoundValue>;

/** What is set, each setting from the strongest source that has it. Nothing is checked but keys. */
export function findValues(sources: SettingSources): FoundValues {
  const fileValues = valuesOfFile(sources.configFile);
  const found = new Map<SettingKey, FoundValue>();
  for (const key of SETTING_KEYS) {
    const value =
      valueOfFlag(key, sources) ??
      valueOfEnvironment(key, sources.environment) ??
      fileValues.get(key);
    if (value !== undefined) found.set(key, value);
  }
  return found;
}

function valueOfFlag(key: SettingKey, { flags }: SettingSources): FoundValue | undefined {
  const value = flags[key];
  if (value === undefined) return undefined;
  return { value, origin: `\`${SETTINGS[key].flag}\``, source: 'flags' };
}

function valueOfEnvironment(key: SettingKey, environment: Environment): FoundValue | undefined {
  const { readEnvironment, environment: names } = SETTINGS[key];
  const found = (readEnvironment ?? ((all) => readVariable(all, names)))(environment);
  if (found === null) return undefined;
  const origin = `Environment variable \`${found.variable}\``;
  return { value: found.value, origin, source: 'environment' };
}

function valuesOfFile(file: ConfigFile | null): FoundValues {
  if (file === null) return new Map();
  const { name, content } = file;
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new CollectorError('CONFIG_FILE_INVALID', `${name}: expected a JSON object of settings.`);
  }
  // Editors put `$schema` there.
  const entries = Object.entries(content).filter(([key]) => key !== '$schema');
  const unknownKey = entries.find(([key]) => !isSettingKey(key))?.[0];
  if (unknownKey !== undefined) throw unknownKeyError(name, unknownKey);
  return new Map(
    entries
      .filter(([key]) => isSettingKey(key))
      .map(([key, value]) => {
        const origin = `${name}, key \`${key}\``;
        return [key as SettingKey, { value, origin, source: 'configFile' }];
      }),
  );
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

function unknownKeyError(name: string, key: string): CollectorError {
  const near = nearest(key, SETTING_KEYS);
  const advice =
    near === null ? `the keys are ${SETTING_KEYS.join(', ')}` : `did you mean ${near}?`;
  return new CollectorError(
    'CONFIG_FILE_INVALID',
    `${name}: unknown key ${JSON.stringify(key)}; ${advice}`,
  );
}
