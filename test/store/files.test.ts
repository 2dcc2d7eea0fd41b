import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkExclusively, makeDirectory, renameExclusively } from '../../src/store/files.ts';

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

async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), 'files-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
