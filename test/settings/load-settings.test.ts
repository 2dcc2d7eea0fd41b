import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadSettings } from '../../src/settings/load-settings.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'settings-'));
});

afterAll(() => rm(directory, { recursive: true }));

it('reads the configuration file, with a byte order mark too', async () => {
  const configPath = await write('good.json', '\ufeff{"roleName": "Reader", "ou": ["r-ab12"]}');

  const settings = await loadSettings({ flags: {}, environment: {}, configPath });

  expect(settings.roleName).toBe('Reader');
  expect(settings.organizationalUnits).toEqual(['r-ab12']);
});

it('does without the usual configuration file', async () => {
  const settings = await loadSettings({ flags: {}, environment: {}, configPath: null });

  expect(settings.roleName).toBe('iam-user-data-collector');
});

it('reads accounts from a file, one a line, with comments', async () => {
  const path = await write(
    'accounts.txt',
    '\ufeff# the first team\r\n111111111111\r\n222222222222 # old, 333333333333\n\n012345678901',
  );

  const settings = await loadSettings({
    flags: { accounts: `@${path}` },
    environment: {},
    configPath: null,
  });

  expect(settings.accounts).toEqual(['111111111111', '222222222222', '012345678901']);
});

it('says which file holds the account that is wrong', async () => {
  const path = await write('short.txt', '11111111111\n');
  const environment = { CHILD_ACCOUNT_IDS: `@${path}` };

  const loading = loadSettings({ flags: {}, environment, configPath: null });

  await expect(loading).rejects.toMatchObject({
    code: 'SETTING_INVALID',
    message:
      `Environment variable \`CHILD_ACCOUNT_IDS\` (file ${path}): expected an account id of ` +
      '12 digits, found "11111111111" (11 digits: a leading zero may have been lost).',
  });
});

it('does not take @ for a file where files make no sense', async () => {
  const loading = loadSettings({ flags: { ou: '@x' }, environment: {}, configPath: null });

  await expect(loading).rejects.toMatchObject({ message: expect.stringMatching(/found "@x"\.$/) });
});

it('names a file of accounts that is missing', async () => {
  const accounts = `@${join(directory, 'missing.txt')}`;

  const loading = loadSettings({ flags: { accounts }, environment: {}, configPath: null });

  await expect(loading).rejects.toMatchObject({
    code: 'SETTING_INVALID',
    message: expect.stringMatching(/^`--accounts`: ENOENT: no such file.*missing\.txt/),
  });
});

it.each([
  ['missing', null, /missing: ENOENT/],
  ['broken.json', '{"roleName": }', /broken\.json: not JSON: /],
  [
    'unknown.json',
    '{"colums": []}',
    /unknown\.json: unknown key "colums"; did you mean columns\?$/,
  ],
])('refuses the configuration file %s', async (name, content, message) => {
  const configPath = content === null ? join(directory, name) : await write(name, content);

  const loading = loadSettings({ flags: {}, environment: {}, configPath });

  await expect(loading).rejects.toMatchObject({
    code: 'CONFIG_FILE_INVALID',
    message: expect.stringMatching(message),
  });
});

async function write(name: string, content: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}
