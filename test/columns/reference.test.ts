import { describe, expect, it } from 'vitest';
import type { Column } from '../../src/columns/column.ts';
import { COLUMNS } from '../../src/columns/columns.ts';
import { columnChoice, columnReference } from '../../src/columns/reference.ts';

const COLUMN: Column = {
  per: 'user',
  name: 'UserName',
  description: 'Name | of the user.',
  source: 'IAM `ListUsers`',
  facts: ['identity', 'mfa'],
  type: 'text',
  value: ({ user }) => user.userName,
};

describe('columnReference', () => {
  it('is a Markdown table with one line for each column', () => {
    const markdown = columnReference([COLUMN, { ...COLUMN, facts: [] }]);

    expect(markdown.split('\n')).toEqual([
      '| # | Column | Meaning | Source | Facts |',
      '| --- | --- | --- | --- | --- |',
      '| 1 | UserName | Name \\| of the user. | IAM `ListUsers` | `identity`, `mfa` |',
      '| 2 | UserName | Name \\| of the user. | IAM `ListUsers` |  |',
      '',
    ]);
  });

  it('says which columns a file has', () => {
    expect(columnChoice()).toBe(
      'A file has the first 18 unless `--columns` chooses others: names, `Tag:` with the key of a ' +
        'tag, and `all`, which stands for every column but `OrganizationalUnitNames` and those of tags.',
    );
  });

  it('has every column', () => {
    const lines = columnReference(COLUMNS).trimEnd().split('\n');

    expect(lines).toHaveLength(COLUMNS.length + 2);
  });
});
