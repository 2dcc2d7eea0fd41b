import { expect, it } from 'vitest';
import { SETTING_KEYS, SETTINGS } from '../../src/settings/setting-table.ts';
import { settingsReference } from '../../src/settings/settings-reference.ts';

it('has one row for every setting, with flag, variables, key and default', () => {
  const page = settingsReference();

  const rows = page.split('\n').filter((line) => line.startsWith('| `--'));
  expect(rows).toHaveLength(SETTING_KEYS.length);
  expect(rows).toContain(
    '| `--concurrency N` | `CONCURRENCY` | `concurrency` | 16 | How many accounts are read at the same time, 1 to 200. |',
  );
});

it.each(SETTING_KEYS)(
  '%s has a flag named like its key and a description that is a sentence',
  (key) => {
    const { flag, description } = SETTINGS[key];

    const positive = flag.replace(/^--(no-)?/, '');
    expect(positive.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())).toBe(key);
    expect(description).toMatch(/^[A-Z].*\.$/);
  },
);
