import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const BINARY = fileURLToPath(new URL('../../bin/iam-users.js', import.meta.url));

/** At the end keeps many young objects alive, and tells how many megabytes there are for them. */
const TELL_YOUNG_SPACE = `data:text/javascript,
  import { getHeapSpaceStatistics } from 'node:v8';
  process.on('exit', () => {
    const keep = [];
    for (let count = 0; count < 2_000_000; count++) keep.push({ count });
    const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
    process.stderr.write(String(young.space_size / 2 ** 20));
  });`;

describe('the heap of the program', () => {
  it('has 32 MB for young objects, and no more when they stay alive', async () => {
    const { stderr } = await promisify(execFile)(process.execPath, [
      ...['--import', TELL_YOUNG_SPACE],
      ...[BINARY, '--version'],
    ]);

    expect(stderr).toBe('32');
  });
});
