import { SETTINGS, type SettingKey } from '../settings/setting-table.ts';
import { givenSettings, type ParsedOptions } from './setting-options.ts';

/** The settings that a resumed run needs again: the others are in its plan. */
export const RESUME_KEYS = [
  'to',
  'runStore',
  'bucketOwner',
  'kmsKeyId',
  'concurrency',
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
  const given = givenSettings(options);
  const words = RESUME_KEYS.flatMap((key) => {
    const value = given[key];
    return typeof value === 'string' ? [SETTINGS[key].flag, quoted(value)] : [];
  });
  const { config } = options;
  const file = typeof config === 'string' ? ['--config', quoted(config)] : [];
  return ['iam-users', 'resume', runId, ...words, ...file].join(' ');
}

/** For a POSIX shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
