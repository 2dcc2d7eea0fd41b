import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  linkExclusively,
  makeDirectory,
  removeAbandoned,
  renameExclusively,
  temporaryPath,
} from '../../src/store/files.ts';
import { MAKER_MARK } from '../../src/store/maker-mark.ts';

describe.each([
  ['linkExclusively', linkExclusively],
  ['renameExclusively', renameExclusively],
])('%s', (_, publish) => {
  it('gives the file a name that is free', async () => {
    await using directory = await temporaryDirectory();
    await writeFile(join(directory.path, 'finished'), 'new');

    const created = await publish(join(directory.path, 'finished'), join(directory.path, 'name'));

    expect(created).toBe(true);
    expect(await readFile(join(directory.path, 'name'), 'utf8')).toBe('new');
  });

  it('leaves alone what has the name', async () => {
    await using directory = await temporaryDirectory();
    await writeFile(join(directory.path, 'finished'), 'new');
    await writeFile(join(directory.path, 'name'), 'old');

    const created = await publish(join(directory.path, 'finished'), join(directory.path, 'name'));

    expect(created).toBe(false);
    expect(await readFile(join(directory.path, 'name'), 'utf8')).toBe('old');
    expect(await readFile(join(directory.path, 'finished'), 'utf8')).toBe('new');
  });
});

describe('makeDirectory', () => {
  it('makes those above too, and accepts those that exist', async () => {
    await using directory = await temporaryDirectory();
    const path = join(directory.path, 'a', 'b', 'c');

    await Promise.all([makeDirectory(path), makeDirectory(path), makeDirectory(path)]);
    await makeDirectory(path);

    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it('refuses a file in the place of the directory or of one above', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'file');
    await writeFile(file, '');

    await expect(makeDirectory(file)).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeDirectory(join(file, 'a', 'b'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.runIf(process.platform === 'linux')('gives up where nothing can be made', async () => {
    await expect(makeDirectory('/proc/a/b')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

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
});

async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), 'files-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
