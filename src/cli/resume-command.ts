import { SETTING_KEYS, SETTINGS, type SettingKey } from '../settings/setting-table.ts';
import { givenSettings, type ParsedOptions } from './setting-options.ts';

/** The settings that a resumed run needs again: the others are in its plan. */
export const RESUME_KEYS = [
  'to',
  'runStore',
  'bucketOwner',
  'kmsKeyId',
  'concurrency',
  'reuse',
  'profile',
  'region',
] as const satisfies readonly SettingKey[];

/**
 * How to finish a run, as the end of a sentence: the command, with what was given on the command
 * line of the first attempt.
 */
export function wayOnFor(options: ParsedOptions): (runId: string) => string {
  return (runId) => `finish the run within 24 hours with \`${resumeCommand(runId, options)}\`.`;
}

function resumeCommand(runId: string, options: ParsedOptions): string {
  return ['iam-users resume', runId, ...wordsOf(RESUME_KEYS, options)].join(' ');
}

/** What reads again the accounts that a run is missing: the same command, and the run. */
export function retryCommand(runId: string, options: ParsedOptions): string {
  const keys = SETTING_KEYS.filter((key) => key !== 'retryFailed');
  return ['iam-users collect --retry-failed', runId, ...wordsOf(keys, options)].join(' ');
}

/** What was given on the command line, of these settings. */
function wordsOf(keys: readonly SettingKey[], options: ParsedOptions): readonly string[] {
  const given = givenSettings(options);
  const words = keys.flatMap((key) => {
    const value = given[key];
    if (typeof value === 'boolean') return [SETTINGS[key].flag];
    return typeof value === 'string' ? [SETTINGS[key].flag, quoted(value)] : [];
  });
  const { config } = options;
  return [...words, ...(typeof config === 'string' ? ['--config', quoted(config)] : [])];
}

/** For a POSIX shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
