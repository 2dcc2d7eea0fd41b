import { readFile } from 'node:fs/promises';
import { CollectorError } from '../errors.ts';
import { textOfListFile } from './lists.ts';
import { checkValues } from './resolve-settings.ts';
import type { Environment } from './setting.ts';
import {
  type ConfigFile,
  type FoundValue,
  type FoundValues,
  findValues,
  type SettingSources,
} from './setting-sources.ts';
import { SETTINGS, type SettingKey } from './setting-table.ts';
import type { Settings } from './settings.ts';

/** Read if it is there. */
export const DEFAULT_CONFIG_FILE = './iam-users.config.json';

export interface SettingInput {
  readonly flags: SettingSources['flags'];
  readonly environment: Environment;
  /** The file that `--config` names, which must be there; `null`: the usual one, if it is. */
  readonly configPath: string | null;
}

/** Like `resolveSettings`, and reads the files: the configuration file and those named by `@file`. */
export async function loadSettings(input: SettingInput): Promise<Settings> {
  const { flags, environment, configPath } = input;
  const configFile = await readConfigFile(configPath);
  return checkValues(await readNamedFiles(findValues({ flags, environment, configFile })));
}

async function readConfigFile(path: string | null): Promise<ConfigFile | null> {
  const name = path ?? DEFAULT_CONFIG_FILE;
  const text = await readText(name, path === null).catch((error: unknown) => {
    throw new CollectorError('CONFIG_FILE_INVALID', `${name}: ${reason(error)}.`, { cause: error });
  });
  return text === null ? null : { name, content: parseJson(name, text) };
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new CollectorError('CONFIG_FILE_INVALID', `${name}: not JSON: ${reason(error)}.`, {
      cause: error,
    });
  }
}

async function readNamedFiles(found: FoundValues): Promise<FoundValues> {
  const read = [...found].map(
    async ([key, value]) => [key, await readNamedFile(key, value)] as const,
  );
  return new Map(await Promise.all(read));
}

async function readNamedFile(key: SettingKey, found: FoundValue): Promise<FoundValue> {
  const { value, origin } = found;
  const named = typeof value === 'string' && value.trim().startsWith('@');
  if (!named || SETTINGS[key].mayNameFile !== true) return found;
  const path = value.trim().slice(1);
  const text = await readText(path, false).catch((error: unknown) => {
    throw new CollectorError('SETTING_INVALID', `${origin}: ${reason(error)}.`, { cause: error });
  });
  return { ...found, value: textOfListFile(text ?? ''), origin: `${origin} (file ${path})` };
}

async function readText(path: string, mayBeMissing: boolean): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (mayBeMissing && isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
