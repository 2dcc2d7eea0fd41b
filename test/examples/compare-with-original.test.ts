import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oddCredentials } from '../helpers/organizations.ts';
import { simulatedWorld } from '../helpers/run-simulated.ts';

const SCRIPT = fileURLToPath(new URL('../../examples/compare-with-original.mjs', import.meta.url));

describe('the comparison with a file of the original', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iam-users-compare-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function compare(original: string, ours: string) {
    writeFileSync(join(folder, 'original.csv'), original);
    writeFileSync(join(folder, 'ours.csv'), ours);
    const files = [join(folder, 'original.csv'), join(folder, 'ours.csv')];
    return spawnSync(process.execPath, [SCRIPT, ...files], { encoding: 'utf8' });
  }

  it('finds nothing between a file and itself', async () => {
    const { organization, account } = oddCredentials();
    const world = await simulatedWorld(organization);
    const { csv } = await world.collect({ flags: { accounts: account.id } });

    const { status, stdout } = compare(csv ?? '', csv ?? '');

    expect(stdout.match(/: \d+$/gm)).toEqual(Array(9).fill(': 0'));
    expect(status).toBe(0);
  });

  it('names who was lost by the original, and takes JSON in another order for the same', () => {
    const original =
      'AccountID,UserName,Tags,Groups,Path\n1,=a,"{""b"": ""2"", ""a"": ""1""}",[],/\n';
    const ours =
      'AccountID,UserName,Tags,Groups,Path\r\n' +
      `1,'=a,"{""a"":""1"",""b"":""2""}",[],/other/\r\n1,keyless,{},[],/\r\n`;

    const { status, stdout } = compare(original, ours);

    expect(stdout).toContain('in our file only: 1\n  1 keyless\n');
    expect(stdout).toContain('another Tags: 0\n');
    expect(stdout).toContain('another Path: 1\n  1 =a\n');
    expect(status).toBe(0);
  });

  it('fails if a user of the original is missing', () => {
    const { status, stdout } = compare('AccountID,UserName\n1,gone\n', 'AccountID,UserName\r\n');

    expect(stdout).toContain('in the file of the original only: 1\n  1 gone\n');
    expect(status).toBe(1);
  });
});
