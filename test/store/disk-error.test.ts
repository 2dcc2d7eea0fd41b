import { describe, expect, it } from 'vitest';
import { CollectorError } from '../../src/errors.ts';
import { diskError } from '../../src/store/disk-error.ts';

describe('diskError', () => {
  it.each([
    ['EACCES', 'STORE_ACCESS_DENIED', 'permission denied'],
    ['EPERM', 'STORE_ACCESS_DENIED', 'operation not permitted'],
    ['EROFS', 'STORE_ACCESS_DENIED', 'the file system is read-only'],
    ['ENOSPC', 'STORE_FAILED', 'no space is left on the disk'],
    [
      'EFBIG',
      'STORE_FAILED',
      'the file would be larger than this process or the file system allows',
    ],
    ['ENOTDIR', 'STORE_FAILED', 'a file is in the place of a directory'],
  ])('turns %s into %s', (errno, code, reason) => {
    const error = diskError(systemError(errno, 'as Node.js says it'), 'write', '/data/a.csv');

    expect(error.code).toBe(code);
    expect(error.message).toBe(`cannot write \`/data/a.csv\`: ${reason}`);
  });

  it('repeats the text of an error that it does not know', () => {
    const error = diskError(systemError('EIO', 'EIO: i/o error, write'), 'write', '/data/a.csv');

    expect(error.code).toBe('STORE_FAILED');
    expect(error.message).toBe('cannot write `/data/a.csv`: EIO: i/o error, write');
  });

  it('leaves an error of ours as it is', () => {
    const ours = new CollectorError('INTERNAL', 'a mistake');

    expect(diskError(ours, 'write', '/data')).toBe(ours);
  });
});

function systemError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
