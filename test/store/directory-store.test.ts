import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDirectoryStore } from '../../src/store/directory-store.ts';
import { MAKER_MARK } from '../../src/store/maker-mark.ts';
import { describeStore, namesOf, textOf } from './store-contract.ts';

describeStore('a store in a directory', async () => {
  const directory = await temporaryDirectory();
  const path = join(directory.path, 'made', 'when', 'needed');
  return {
    store: createDirectoryStore(path),
    other: createDirectoryStore(path),
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
});

describe('a store in a directory, on the disk', () => {
  it('makes directories and files that only their owner can use', async () => {
    await using directory = await temporaryDirectory();
    const store = createDirectoryStore(join(directory.path, 'target'));
    const draft = await store.draft();

    await store.write('runs/1/plan.json', Buffer.from('{}'));
    await draft.publishAs('data.csv', 'run');
    await draft.discard();

    expect(await modeOf(join(store.location, 'runs', '1'))).toBe(0o700);
    expect(await modeOf(store.location)).toBe(0o700);
    expect(await modeOf(join(store.location, 'runs/1/plan.json'))).toBe(0o600);
    expect(await modeOf(join(store.location, 'data.csv'))).toBe(0o600);
  });

  it('leaves the permissions of an existing directory alone', async () => {
    await using directory = await temporaryDirectory();
    await chmod(directory.path, 0o755);

    await createDirectoryStore(directory.path).write('a', Buffer.from('x'));

    expect(await modeOf(directory.path)).toBe(0o755);
  });

  it('leaves no temporary file or lock behind', async () => {
    await using directory = await temporaryDirectory();
    const store = createDirectoryStore(directory.path);
    const draft = await store.draft();
    await draft.append('text');

    await store.write('latest.json', Buffer.from('1'));
    await store.replace('latest.json', Buffer.from('2'), 'not its version');
    await store.replace('new.json', Buffer.from('3'), null);
    await draft.publishAs('data.csv', 'run');
    await draft.discard();

    expect((await readdir(directory.path)).sort()).toEqual(['data.csv', 'latest.json', 'new.json']);
  });

  it('does not list what a crashed run left unfinished', async () => {
    await using directory = await temporaryDirectory();
    const store = createDirectoryStore(directory.path);
    const abandoned = await store.draft();
    await store.write('runs/1/plan.json', Buffer.from('{}'));
    await writeFile(join(directory.path, 'runs', '1', '.abc.tmp'), 'half');

    const names = await namesOf(store, '');

    expect(names).toEqual(['runs/1/plan.json']);
    await abandoned.discard();
  });

  it('takes the lock of a process of this machine that is gone away at once', async () => {
    await using directory = await temporaryDirectory();
    const store = createDirectoryStore(directory.path, { lockPatienceMs: 3_600_000 });
    const [machine, pid] = MAKER_MARK.split('-');
    const token = `${machine}-${pid}-0badcafe-b7c1d0a2-0000-4000-8000-000000000000`;
    await writeFile(join(directory.path, '.latest.json.lock'), token);

    const replaced = await store.replace('latest.json', Buffer.from('{}'), null);

    expect(replaced).toBe(true);
    expect(await readdir(directory.path)).toEqual(['latest.json']);
  });

  it('takes the lock of a crashed process away when its patience ends', async () => {
    await using directory = await temporaryDirectory();
    const store = createDirectoryStore(directory.path, { lockPatienceMs: 50 });
    await writeFile(join(directory.path, '.latest.json.lock'), 'a process that is gone');

    const replaced = await store.replace('latest.json', Buffer.from('1'), null);

    expect(replaced).toBe(true);
    expect(await readdir(directory.path)).toEqual(['latest.json']);
  });

  it('keeps a published file as it is when more is appended to the draft', async () => {
    await using directory = await temporaryDirectory();
    const store = createDirectoryStore(directory.path);
    const draft = await store.draft();
    await draft.append('all');
    await draft.publishAs('data.csv', 'run');

    await expect(draft.append('more')).rejects.toMatchObject({ code: 'INTERNAL' });

    await draft.discard();
    expect(await textOf(store, 'data.csv')).toBe('all');
  });

  it('says which path is in the way of its directory', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'file');
    await writeFile(file, '');
    const store = createDirectoryStore(join(file, 'target'));

    await expect(store.write('a', Buffer.from('x'))).rejects.toMatchObject({
      code: 'STORE_FAILED',
      message: `cannot write \`${file}/target/a\`: a file is in the place of a directory`,
      remedy: 'Remove what is in the way, or choose another directory.',
    });
    await expect(store.draft()).rejects.toMatchObject({
      code: 'STORE_FAILED',
      message: `cannot write in \`${file}/target\`: a file is in the place of a directory`,
    });
    await expect(namesOf(store, '')).rejects.toMatchObject({ code: 'STORE_FAILED' });
    await expect(store.read('a')).rejects.toMatchObject({ code: 'STORE_FAILED' });
    expect(await readFile(file, 'utf8')).toBe('');
  });

  it('keeps the old object when a directory is in the place of the new one', async () => {
    await using directory = await temporaryDirectory();
    const store = createDirectoryStore(directory.path);
    await mkdir(join(directory.path, 'latest.json', 'sub'), { recursive: true });

    await expect(store.write('latest.json', Buffer.from('x'))).rejects.toMatchObject({
      code: 'STORE_FAILED',
      message: `cannot write \`${directory.path}/latest.json\`: a directory is in the place of the file`,
    });
    expect(await readdir(directory.path)).toEqual(['latest.json']);
  });
});

interface TemporaryDirectory extends AsyncDisposable {
  readonly path: string;
}

async function temporaryDirectory(): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(tmpdir(), 'directory-store-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}
