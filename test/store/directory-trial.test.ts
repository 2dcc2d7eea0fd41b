import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tryToWriteFile } from '../../src/store/directory-trial.ts';

describe('trying to write a file', () => {
  let directory = '';

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'iam-users-trial-'));
  });

  afterEach(() => rm(directory, { recursive: true }));

  it('makes no directory on the way, and leaves no file', async () => {
    await tryToWriteFile(join(directory, 'a', 'b', 'plan.json'));

    expect(await readdir(directory)).toEqual([]);
  });

  it('fails where a file is in the place of a directory', async () => {
    await writeFile(join(directory, 'a'), 'text');

    for (const path of ['a/plan.json', 'a/b/plan.json']) {
      await expect(tryToWriteFile(join(directory, path))).rejects.toMatchObject({
        code: 'STORE_FAILED',
        message: expect.stringContaining('a file is in the place of a directory'),
      });
    }
  });

  it.skipIf(process.platform !== 'linux')('fails where nothing can be made', async () => {
    const attempt = tryToWriteFile('/proc/1/iam-users/plan.json');

    await expect(attempt).rejects.toMatchObject({
      code: expect.stringMatching(/^STORE_/),
      message: expect.stringContaining('/proc/1'),
    });
  });
});
