import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName } from '../../../src/simulation/s3/mirror.ts';
import { createS3 } from '../../../src/simulation/s3/s3.ts';
import { bucketOf, codeOf } from './requests.ts';

describe('the files of the simulated Amazon S3', () => {
  it('are the objects, for their owner only', async () => {
    await using directory = await temporaryDirectory();
    const { send } = bucketOf({}, createS3({ directory: directory.path }));

    await send('PUT', '/b/iam/data.csv', { body: 'old' });
    await send('PUT', '/b/iam/data.csv', { body: 'new' });
    await send('PUT', '/b/gone', { body: 'x' });
    await send('DELETE', '/b/gone');

    const path = join(directory.path, 'b', 'iam', 'data.csv');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await filesBelow(directory.path)).toEqual(['b', 'b/iam', 'b/iam/data.csv']);
  });

  it('are the last of many writes to one key', async () => {
    await using directory = await temporaryDirectory();
    const { s3, send } = bucketOf({}, createS3({ directory: directory.path }));
    const bodies = Array.from({ length: 20 }, (_, index) => `body ${index}`);

    await Promise.all(bodies.map((body) => send('PUT', '/b/k', { body })));

    const file = await readFile(join(directory.path, 'b', 'k'), 'utf8');
    expect(file).toBe('body 19');
    expect(s3.object('b', 'k')?.bytes.toString()).toBe(file);
  });

  it('stay below the directory whatever the key', async () => {
    await using directory = await temporaryDirectory();
    const outer = join(directory.path, 'outer');
    const { send } = bucketOf({}, createS3({ directory: join(outer, 'inner') }));

    for (const key of [
      '../../x',
      '../../../x',
      '/etc/x',
      './x',
      'folder/..',
      'a/../../../x',
      'a\\..\\x',
    ]) {
      const { status } = await send('PUT', `/b/${encodeURIComponent(key)}`, { body: 'x' });
      expect({ key, status }).toEqual({ key, status: 200 });
    }

    expect(await readdir(directory.path)).toEqual(['outer']);
    expect(await readdir(outer)).toEqual(['inner']);
    expect(await readdir(join(outer, 'inner'))).toEqual(['b']);
  });

  it('have names that lead nowhere else, one for each key', () => {
    const key = fc.string({
      unit: fc.constantFrom('.', '/', '\\', '%', 'a', '\0', '~', ':', 'é', '\u{1F600}'),
      minLength: 1,
      maxLength: 8,
    });
    const root = resolve('/root');

    fc.assert(
      fc.property(key, key, (left, right) => {
        const path = resolve(root, fileName(left));

        expect(path.startsWith(root + sep)).toBe(true);
        expect(fileName(left)).not.toMatch(/[\\\0:~]/);
        expect(fileName(left) === fileName(right)).toBe(left === right);
      }),
    );
  });

  it('cannot be both a file and a directory', async () => {
    await using directory = await temporaryDirectory();
    const { send } = bucketOf({}, createS3({ directory: directory.path }));
    await send('PUT', '/b/a', { body: 'x' });

    const answer = await send('PUT', '/b/a/b', { body: 'x' });

    expect([answer.status, codeOf(answer)]).toEqual([500, 'InternalError']);
    expect(answer.text).toContain(`cannot mirror s3://b/a/b to ${directory.path}/b/a/b`);
  });
});

async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), 's3-mirror-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function filesBelow(path: string): Promise<readonly string[]> {
  return (await readdir(path, { recursive: true })).sort();
}
