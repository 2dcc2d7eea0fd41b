import { describe, expect, it } from 'vitest';
import { ALL_COLUMNS } from '../../src/columns/columns.ts';
import { file, resolve } from './sources.ts';

const ALL = ALL_COLUMNS.map(({ name }) => name);

describe('columns', () => {
  it.each([
    ['UserName,ARN', ['UserName', 'ARN']],
    [' UserName  ARN\n,Tags ', ['UserName', 'ARN', 'Tags']],
    ['Tag:team', ['Tag:team']],
    ['UserName Tag:Cost Center,ARN', ['UserName', 'Tag:Cost Center', 'ARN']],
    ['Tag:a b Tag:c\nUserName', ['Tag:a b', 'Tag:c', 'UserName']],
    ['Tag:Tag:a', ['Tag:Tag:a']],
  ])('in text are separated by commas or white space, tags by commas: %j', (columns, names) => {
    expect(resolve({ flags: { columns } }).columns).toEqual(names);
  });

  it('in an array are taken as they are', () => {
    const configFile = file({ columns: ['Tag: a ', 'UserName'] });

    expect(resolve({ configFile }).columns).toEqual(['Tag: a ', 'UserName']);
  });

  it('may be all, beside others', () => {
    expect(resolve({ flags: { columns: 'all' } }).columns).toEqual(ALL);
    expect(resolve({ flags: { columns: 'all,Tag:x' } }).columns).toEqual([...ALL, 'Tag:x']);
    expect(resolve({ environment: { COLUMNS: 'AccountID all' } }).columns).toEqual(ALL);
  });
});

describe('formats and rows', () => {
  it.each([
    ['csv', ['csv']],
    ['jsonl', ['jsonl']],
    ['jsonl csv,jsonl', ['csv', 'jsonl']],
  ])('take %j for %j, whatever the order', (format, formats) => {
    expect(resolve({ flags: { format } }).formats).toEqual(formats);
    expect(resolve({ environment: { FORMATS: format } }).formats).toEqual(formats);
  });

  it('take a list of formats and a form of rows from the file', () => {
    const settings = resolve({ configFile: file({ format: ['jsonl'], rows: 'access-key' }) });

    expect(settings).toMatchObject({ formats: ['jsonl'], rowForm: 'access-key' });
  });

  it.each(['LastActivity', 'Tags,KeyAges'])('may be of access keys with %s', (columns) => {
    expect(resolve({ flags: { columns, rows: 'access-key' } }).rowForm).toBe('access-key');
  });

  it('are not of access keys where no column is about them', () => {
    const columns = 'UserName,Tags';

    expect(() => resolve({ flags: { columns, rows: 'access-key' } })).toThrow(
      '`--rows`: expected a column about access keys, found UserName, Tags.',
    );
    expect(resolve({ flags: { columns, rows: 'user' } }).rowForm).toBe('user');
  });

  it('take the form of rows from the environment', () => {
    expect(resolve({ environment: { ROWS: 'access-key' } }).rowForm).toBe('access-key');
  });
});
