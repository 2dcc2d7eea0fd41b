import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../src/columns/column.ts';
import { columnsNamed } from '../../src/columns/select.ts';
import { STANDARD_COLUMNS } from '../../src/columns/standard-columns.ts';
import { UNKNOWN } from '../../src/model/knowable.ts';
import type { Part } from '../../src/model/part.ts';
import { csvHeader, csvRow, neutralise } from '../../src/output/csv.ts';
import { type FileShape, rowsOf } from '../../src/output/rows.ts';
import { anAccessKey, anUnreadUser, aPart, aPassword, aUse, aUser } from '../model/samples.ts';

const LABELS = { accountName: null, organizationalUnitPath: null };
const FORMAT: FileShape = {
  columns: STANDARD_COLUMNS,
  collectedAt: '2026-03-01T12:00:00Z',
  rowForm: 'user',
  rawCells: false,
};
const PER_KEY: FileShape = { ...FORMAT, rowForm: 'access-key' };
const RAW = { ...FORMAT, rawCells: true };

describe('csvHeader', () => {
  it('is the line of the contract', () => {
    expect(csvHeader(FORMAT)).toBe(
      'AccountID,AccountAlias,UserName,Tags,CreationDateTime,CreationAgeInDays,Path,Groups,' +
        'MFAEnabled,LastActivity,PasswordAge,ConsoleLastSignIn,AccessKeyID,ActiveKeyAge,' +
        'AccessKeyLastUsed,ARN,ConsoleAccess,SigningCerts\r\n',
    );
  });

  it('has the names of tags, which cannot pass for a formula behind `Tag:`', () => {
    const columns = columnsNamed(['Tag:=1+1', 'Tag:Cost Center', 'Tag:@a']);

    expect(csvHeader({ ...FORMAT, columns })).toBe('Tag:=1+1,Tag:Cost Center,Tag:@a\r\n');
  });
});

describe('csvRow', () => {
  it('writes all that is known of a user', () => {
    const user = aUser({
      tags: [
        { key: 'team', value: 'dev' },
        { key: 'cost', value: '1' },
      ],
      groups: ['b', 'a'],
      lastSignInAt: '2026-02-03T04:05:06Z',
      password: aPassword('2026-02-01T00:00:00Z'),
      mfaActive: true,
      accessKeys: [
        anAccessKey({ id: 'AKIAB', status: 'Inactive' }),
        anAccessKey({ id: 'AKIAA', lastUse: aUse('2026-02-28T00:00:00Z') }),
      ],
      signingCertificates: [{ id: 'CERT', status: 'Active', uploadedAt: '2026-01-01T00:00:00Z' }],
    });

    const rows = csvText(aPart([user]), FORMAT);

    expect(rows).toBe(
      '111111111111,acme-dev,ana,"{""cost"":""1"",""team"":""dev""}",2026-01-10 08:00:00,50,/,' +
        '"[""a"",""b""]",True,2026-02-28 00:00:00,28,2026-02-03 04:05:06,"AKIAA;AKIAB","28;",' +
        '"2026-02-28 00:00:00;",arn:aws:iam::111111111111:user/ana,True,' +
        '"[{""CertificateId"":""CERT"",""Status"":""Active"",' +
        '""UploadDate"":""2026-01-01T00:00:00Z""}]"\r\n',
    );
  });

  it('leaves empty what a user does not have', () => {
    const rows = csvText(aPart([aUser()], { accountAlias: null }), FORMAT);

    expect(rows).toBe(
      '111111111111,,ana,{},2026-01-10 08:00:00,50,/,[],False,,,,,,,' +
        'arn:aws:iam::111111111111:user/ana,False,[]\r\n',
    );
  });

  it('says unknown of all that could not be read, as a JSON string in a JSON column', () => {
    const rows = csvText(aPart([anUnreadUser()], { accountAlias: UNKNOWN }), FORMAT);

    expect(rows).toBe(
      '111111111111,unknown,ana,"""unknown""",2026-01-10 08:00:00,50,/,"""unknown""",unknown,' +
        'unknown,unknown,unknown,unknown,unknown,unknown,' +
        'arn:aws:iam::111111111111:user/ana,unknown,"""unknown"""\r\n',
    );
  });

  it('says unknown in the place of one key', () => {
    const user = aUser({
      accessKeys: [anAccessKey(), anAccessKey({ id: UNKNOWN, lastUse: UNKNOWN })],
    });
    const columns = columnsNamed(['AccessKeyID', 'AccessKeyLastUsed']);

    const rows = csvText(aPart([user]), { ...FORMAT, columns });

    expect(rows).toBe('"AKIA0000000000000001;unknown",";unknown"\r\n');
  });

  it('writes one line for each access key, in the order of the keys, if that is asked for', () => {
    const user = aUser({
      accessKeys: [
        anAccessKey({ id: 'AKIAB', status: 'Inactive' }),
        anAccessKey({ id: 'AKIAA', lastUse: aUse('2026-02-28T00:00:00Z') }),
      ],
    });
    const columns = columnsNamed(['UserName', 'AccessKeyID', 'ActiveKeyAge', 'AccessKeyLastUsed']);

    const rows = csvText(aPart([user]), { ...PER_KEY, columns });

    expect(rows).toBe('ana,AKIAA,28,2026-02-28 00:00:00\r\nana,AKIAB,,\r\n');
  });

  it('keeps one line for users without keys and users whose keys are unknown', () => {
    const users = [aUser(), anUnreadUser({ userName: 'ben' })];
    const columns = columnsNamed(['UserName', 'AccessKeyID', 'KeyStatuses']);

    const rows = csvText(aPart(users), { ...PER_KEY, columns });

    expect(rows).toBe('ana,,\r\nben,unknown,unknown\r\n');
  });

  it('leaves a JSON cell empty where nothing was asked for', () => {
    const columns = columnsNamed(['AccountID', 'OrganizationalUnitNames']);

    expect(csvText(aPart([aUser()]), { ...FORMAT, columns })).toBe('111111111111,\r\n');
  });

  it('writes users by the bytes of their names, in whatever order they come', () => {
    const users = ['b', 'a', 'B', '_'].map((userName) => aUser({ userName }));
    const columns = columnsNamed(['UserName']);

    const rows = csvText(aPart(users), { ...FORMAT, columns });

    expect(rows).toBe('B\r\n_\r\na\r\nb\r\n');
  });

  it('gives the same bytes for the same facts', () => {
    const keys = [anAccessKey({ id: 'AKIAA' }), anAccessKey({ id: 'AKIAB' })];
    const tags = [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ];
    const user = aUser({ accessKeys: keys, tags, groups: ['x', 'y'] });
    const turned = aUser({
      accessKeys: keys.toReversed(),
      tags: tags.toReversed(),
      groups: ['y', 'x'],
    });

    expect(csvText(aPart([turned]), FORMAT)).toBe(csvText(aPart([user]), FORMAT));
  });

  it('is empty for an account without users', () => {
    expect(csvText(aPart([]), FORMAT)).toBe('');
  });

  it('quotes a line that would be blank', () => {
    const columns = columnsNamed(['PasswordAge']);

    expect(csvText(aPart([aUser()]), { ...FORMAT, columns })).toBe('""\r\n');
  });

  it('keeps any text through a CSV reader, with raw cells', () => {
    fc.assert(
      fc.property(fc.array(fc.array(awkwardText(), { minLength: 3, maxLength: 3 })), (table) => {
        const text = table.map((cells) => rowOf(cells, true)).join('');

        expect(parse(text, { record_delimiter: '\r\n', relax_column_count: true })).toEqual(table);
      }),
    );
  });

  it('keeps any text through a CSV reader that takes the apostrophes off again', () => {
    fc.assert(
      fc.property(fc.array(awkwardText(), { minLength: 1, maxLength: 4 }), (cells) => {
        const [read = []] = parse(rowOf(cells, false), { record_delimiter: '\r\n' });

        expect(read.map((cell) => cell.replace(/^'/, ''))).toEqual(cells);
      }),
    );
  });

  it('leaves nothing outside quotes but plain text, commas and the end of the line', () => {
    fc.assert(
      fc.property(fc.array(awkwardText(), { minLength: 1, maxLength: 4 }), (cells) => {
        const unquoted = rowOf(cells, true).replaceAll(/"(?:[^"]|"")*"/g, '');

        expect(unquoted).toMatch(/^[^";\t\r\n]*\r\n$/);
        expect(unquoted.split(',')).toHaveLength(cells.length);
      }),
    );
  });
});

describe('neutralise', () => {
  it.each(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', "'"])(
    'puts an apostrophe before %j',
    (first) => {
      expect(neutralise(`${first}SUM(A1)`)).toBe(`'${first}SUM(A1)`);
    },
  );

  it.each(['', 'ana', ' =1', 'a=1', '{}', '"=1"', '1-1'])('leaves %j', (cell) => {
    expect(neutralise(cell)).toBe(cell);
  });

  it('can be undone, and leaves nothing that begins as a formula does', () => {
    fc.assert(
      fc.property(awkwardText(), (cell) => {
        const safe = neutralise(cell);

        expect(safe.replace(/^'/, '')).toBe(cell);
        expect(safe).not.toMatch(/^[=+\-@＝＋－＠\t\r]/);
      }),
    );
  });

  it('is switched off by raw cells', () => {
    const columns = columnsNamed(['UserName']);
    const part = aPart([aUser({ userName: '=ana' })]);

    expect(csvText(part, { ...FORMAT, columns })).toBe("'=ana\r\n");
    expect(csvText(part, { ...RAW, columns })).toBe('=ana\r\n');
  });
});

/** The lines of one account. */
function csvText(part: Part, shape: FileShape): string {
  return rowsOf(part, LABELS, shape)
    .map((row) => csvRow(row, shape))
    .join('');
}

/** Text of what CSV readers, spreadsheets and text tools trip over. */
function awkwardText(): fc.Arbitrary<string> {
  const awkward = ['"', ',', ';', '\r', '\n', '\u2028', "'", '=', '+', '-', '@', '＝', '\t', ' '];
  const units = fc.oneof(fc.constantFrom(...awkward), fc.string({ unit: 'binary', maxLength: 2 }));
  return fc.array(units, { maxLength: 6 }).map((found) => found.join(''));
}

/** One line whose cells are these texts. */
function rowOf(cells: readonly string[], rawCells: boolean): string {
  const columns = cells.map(
    (cell): Column => ({
      per: 'user',
      name: 'Cell',
      description: 'A cell.',
      source: 'the test',
      facts: [],
      type: 'text',
      value: () => cell,
    }),
  );
  return csvText(aPart([aUser()]), { ...FORMAT, columns, rawCells });
}
