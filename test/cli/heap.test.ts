import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const BINARY = fileURLToPath(new URL('../../bin/iam-users.js', import.meta.url));

/** Tells at the end how many megabytes there are for young objects, many of which are alive by then. */
const tellYoungSpace = (alive: number) => `data:text/javascript,
  import { getHeapSpaceStatistics } from 'node:v8';
  process.on('exit', () => {
    const keep = [];
    for (let count = 0; count < ${alive}; count++) keep.push({ count });
    const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
    process.stderr.write(String(young.space_size / 2 ** 20));
  });`;

describe('the heap of the program', () => {
  it.each([
    ['from the start', 0],
    ['and no more when they stay alive', 2_000_000],
  ])('has 64 MB for young objects, or all that V8 allows if that is less, %s', async (_, alive) => {
    const { stderr } = await promisify(execFile)(process.execPath, [
      ...['--import', tellYoungSpace(alive)],
      ...[BINARY, '--version'],
    ]);

    expect(Number(stderr)).toBeGreaterThanOrEqual(32);
    expect(Number(stderr)).toBeLessThanOrEqual(64);
  });
});
