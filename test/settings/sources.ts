import { expect } from 'vitest';
import { CollectorError } from '../../src/errors.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';
import type { SettingSources } from '../../src/settings/setting-sources.ts';
import type { Settings } from '../../src/settings/settings.ts';

/** A configuration file. */
export function file(content: unknown) {
  return { name: 'my.json', content };
}

/** The settings, with nothing in the sources that are left out. */
export function resolve(sources: Partial<SettingSources>): Settings {
  return resolveSettings({ flags: {}, environment: {}, configFile: null, ...sources });
}

/** The settings, or the message of the error. */
export function attempt(sources: Partial<SettingSources>): Settings | string {
  try {
    return resolve(sources);
  } catch (error) {
    if (error instanceof CollectorError && error.code === 'SETTING_INVALID') return error.message;
    throw error;
  }
}

/** The error, which there must be. */
export function caught(sources: Partial<SettingSources>): CollectorError {
  try {
    resolve(sources);
  } catch (error) {
    if (error instanceof CollectorError) return error;
    throw error;
  }
  return expect.fail('no error');
}
