import { CollectorError } from '../errors.ts';

/**
 * Says what could not be done to which file or directory, and why.
 *
 * @param attempt - What was tried, such as `write`.
 */
export function diskError(thrown: unknown, attempt: string, path: string): CollectorError {
  if (thrown instanceof CollectorError) return thrown;
  const code = errnoOf(thrown);
  const reason = REASONS[code] ?? (thrown instanceof Error ? thrown.message : String(thrown));
  const kind = DENIALS.has(code) ? 'STORE_ACCESS_DENIED' : 'STORE_FAILED';
  return new CollectorError(kind, `cannot ${attempt} \`${path}\`: ${reason}`, {
    remedy: REMEDIES[code] ?? 'Check the disk and the directory, then repeat the command.',
    cause: thrown,
  });
}

/** The code of a system error, such as `ENOENT`; empty for any other error. */
export function errnoOf(thrown: unknown): string {
  if (!(thrown instanceof Error) || !('code' in thrown)) return '';
  return typeof thrown.code === 'string' ? thrown.code : '';
}

const DENIALS: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than this process or the file system allows',
  ENOTDIR: 'a file is in the place of a directory',
  EEXIST: 'a file is in the place of a directory',
  EISDIR: 'a directory is in the place of the file',
  ENAMETOOLONG: 'the name is too long',
};

const PERMISSION_REMEDY =
  'Check the owner and the permissions of the directory, or choose another.';
const PLACE_REMEDY = 'Remove what is in the way, or choose another directory.';
const SPACE_REMEDY = 'Make room on the disk, then repeat the command.';

const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: PERMISSION_REMEDY,
  EPERM: PERMISSION_REMEDY,
  EROFS: 'Choose a directory on a file system that can be written.',
  ENOSPC: SPACE_REMEDY,
  EDQUOT: SPACE_REMEDY,
  EFBIG: 'Raise the limit (`ulimit -f`) or choose another disk, then repeat the command.',
  ENOTDIR: PLACE_REMEDY,
  EEXIST: PLACE_REMEDY,
  EISDIR: PLACE_REMEDY,
};
