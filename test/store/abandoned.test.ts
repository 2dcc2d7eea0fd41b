import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeAbandoned } from '../../src/store/abandoned.ts';
import { temporaryPath } from '../../src/store/files.ts';
import { MAKER_MARK } from '../../src/store/maker-mark.ts';

describe('removeAbandoned', () => {
  it('removes old temporary files, and nothing else that is old', async () => {
    await using directory = await temporaryDirectory();
    const id = 'b7c1d0a2-0000-4000-8000-000000000000';
    const elsewhere = `0badcafe-1-0badcafe-${id}`;
    const names = [`.${elsewhere}.tmp`, `${elsewhere}.tmp`, '.profile', 'data.csv'];
    for (const name of names) {
      await writeFile(join(directory.path, name), 'x');
      await utimes(join(directory.path, name), new Date('2020-01-01'), new Date('2020-01-01'));
    }
    await writeFile(
      join(directory.path, `.${elsewhere.slice(0, -1)}1.tmp`),
      'of a run that goes on',
    );

    await removeAbandoned(directory.path);

    expect((await readdir(directory.path)).sort()).toEqual(
      [`.${elsewhere.slice(0, -1)}1.tmp`, ...names.slice(1)].sort(),
    );
  });

  it('removes at once what a process of this machine has left that is gone, and only that', async () => {
    await using directory = await temporaryDirectory();
    const own = temporaryPath(directory.path);
    const [machine, pid, incarnation] = MAKER_MARK.split('-');
    // Beyond the largest process id of Linux.
    const gone = [`.${machine}-${pid}-0badcafe`, `.${machine}-${2 ** 22 + 1}-${incarnation}`];
    const running = `.${machine}-${process.ppid}-${incarnation}`;
    const id = 'b7c1d0a2-0000-4000-8000-000000000000';
    const left = [...gone, running].map((mark) => join(directory.path, `${mark}-${id}.tmp`));
    for (const path of [own, ...left]) await writeFile(path, 'half');

    await removeAbandoned(directory.path);

    expect((await readdir(directory.path)).sort()).toEqual(
      [basename(own), `${running}-${id}.tmp`].sort(),
    );
  });

  it('does nothing where there is no directory', async () => {
    await using directory = await temporaryDirectory();

    await removeAbandoned(join(directory.path, 'none'));

    expect(await readdir(directory.path)).toEqual([]);
  });

  it('removes the lock of a process of this machine that is gone, and no other', async () => {
    await using directory = await temporaryDirectory();
    const [machine, pid] = MAKER_MARK.split('-');
    const id = 'b7c1d0a2-0000-4000-8000-000000000000';
    const locks = {
      '.a.lock': `${machine}-${pid}-0badcafe-${id}`,
      '.b.lock': `${MAKER_MARK}-${id}`,
    };
    for (const [name, token] of Object.entries(locks)) {
      await writeFile(join(directory.path, name), token);
    }

    await removeAbandoned(directory.path);

    expect(await readdir(directory.path)).toEqual(['.b.lock']);
  });
});

async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), 'abandoned-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
