import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../src/columns/column.ts';
import { ALL_COLUMNS } from '../../src/columns/columns.ts';
import { columnsNamed } from '../../src/columns/select.ts';
import { UNKNOWN } from '../../src/model/knowable.ts';
import { FORMATS } from '../../src/output/formats.ts';
import { jsonLine } from '../../src/output/jsonl.ts';
import { type AccountLabels, type FileShape, rowsOf } from '../../src/output/rows.ts';
import { anAccessKey, anUnreadUser, aPart, aPassword, aUse, aUser } from '../model/samples.ts';

const LABELS: AccountLabels = { accountName: null, organizationalUnitPath: null };
const SHAPE: FileShape = {
  columns: columnsNamed(['UserName', 'AccessKeyID']),
  collectedAt: '2026-03-01T12:00:00Z',
  rowForm: 'user',
  rawCells: false,
};
const PER_KEY: FileShape = { ...SHAPE, rowForm: 'access-key' };
const TWO_KEYS = [
  anAccessKey({ id: 'AKIAB', status: 'Inactive' }),
  anAccessKey({ id: UNKNOWN, lastUse: aUse('2026-02-28T00:00:00Z') }),
];

describe('jsonLine', () => {
  it('gives values their types, in the order of the columns', () => {
    const user = aUser({
      userName: '=ana',
      tags: [{ key: 'b', value: '\u2028' }],
      password: aPassword('2026-02-01T00:00:00Z'),
      accessKeys: TWO_KEYS,
    });
    const columns = columnsNamed([
      'UserName',
      'Tags',
      'PasswordAge',
      'PasswordLastChanged',
      'PasswordNextRotation',
      'ConsoleAccess',
      'AccessKeyID',
      'ActiveKeyAge',
      'AccessKeyLastUsed',
      'Tag:b',
    ]);

    const text = linesOf([user], { ...SHAPE, columns });

    expect(text).toBe(
      '{"UserName":"=ana","Tags":{"b":"\\u2028"},"PasswordAge":28,' +
        '"PasswordLastChanged":"2026-02-01T00:00:00Z","PasswordNextRotation":null,' +
        '"ConsoleAccess":true,"AccessKeyID":["unknown","AKIAB"],"ActiveKeyAge":[28,null],' +
        '"AccessKeyLastUsed":["2026-02-28T00:00:00Z",null],"Tag:b":"\\u2028"}\n',
    );
  });

  it('has scalars where a row stands for an access key', () => {
    const text = linesOf([aUser({ accessKeys: TWO_KEYS }), aUser({ userName: 'ben' })], PER_KEY);

    expect(text).toBe(
      '{"UserName":"ana","AccessKeyID":"unknown"}\n' +
        '{"UserName":"ana","AccessKeyID":"AKIAB"}\n' +
        '{"UserName":"ben","AccessKeyID":null}\n',
    );
  });

  it.each([SHAPE, PER_KEY])('says unknown of keys that could not be read ($rowForm)', (shape) => {
    const text = linesOf([anUnreadUser()], shape);

    expect(text).toBe('{"UserName":"ana","AccessKeyID":"unknown"}\n');
  });

  it('has every column of a user of whom nothing could be read', () => {
    const text = linesOf([anUnreadUser()], { ...SHAPE, columns: ALL_COLUMNS });

    expect(Object.keys(JSON.parse(text))).toEqual(ALL_COLUMNS.map(({ name }) => name));
    expect(text.match(/"unknown"/g)).toHaveLength(24);
  });

  it('keeps any text through a reader of lines', () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 6 }), { minLength: 1 });

    fc.assert(
      fc.property(texts, (cells) => {
        const text = linesOf([aUser()], { ...SHAPE, columns: cells.map(textColumn) });

        expect(text.split(/\r\n|[\n\r\u2028\u2029\u0085]/)).toHaveLength(2);
        expect(Object.values(JSON.parse(text))).toEqual(cells);
      }),
    );
  });

  it('is a file without a header', () => {
    expect(FORMATS.jsonl.header(SHAPE)).toBe('');
  });
});

function linesOf(users: Parameters<typeof aPart>[0], shape: FileShape): string {
  return rowsOf(aPart(users), LABELS, shape)
    .map((row) => jsonLine(row, shape))
    .join('');
}

function textColumn(text: string, index: number): Column {
  return {
    per: 'user',
    name: `c${index}`,
    description: 'A cell.',
    source: 'the test',
    facts: [],
    type: 'text',
    value: () => text,
  };
}
