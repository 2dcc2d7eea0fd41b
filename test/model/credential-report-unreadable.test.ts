import { describe, expect, it } from 'vitest';
import { CollectorError } from '../../src/errors.ts';
import { parseCredentialReport } from '../../src/model/credential-report.ts';
import { ARN, FACTS, NO_KEY, reportOf } from './report-rows.ts';
import { COLUMN_NAMES } from './report-text.ts';

describe('a credential report that cannot be read in full', () => {
  it.each([
    ['a boolean that is neither', FACTS.replace('true,no_information', 'yes,no_information')],
    ['an empty boolean', FACTS.replace('true,no_information', ',no_information')],
    ['a date in another form', FACTS.replace('2024-01-01T00:00:01Z', '2024-01-01 00:00:01')],
    ['a date in another zone', FACTS.replace('2024-01-01T00:00:01Z', '2024-01-01T00:00:01+02:00')],
    ['a day that does not exist', FACTS.replace('2024-01-01T00:00:01Z', '2023-02-29T00:00:01Z')],
    ['a month that does not exist', FACTS.replace('2024-01-01T00:00:01Z', '2023-13-01T00:00:01Z')],
    ['no date of creation', FACTS.replace('2024-01-01T00:00:00Z', 'N/A')],
    ['a word of the root user', FACTS.replace('true,no_information', 'not_supported,N/A')],
    ['an active key without a date', FACTS.replace(NO_KEY, NO_KEY.replace('false', 'true'))],
    ['an active certificate without a date', FACTS.replace(/false,N\/A$/, 'true,N/A')],
    ['too few cells', FACTS.replace(/,N\/A$/, '')],
    ['too many cells', `${FACTS},N/A`],
  ])('counts a row with %s as unreadable, and reads the others', (_, facts) => {
    const report = parseCredentialReport(
      reportOf(`ana,${ARN}/ana,${facts}`, `bob,${ARN}/bob,${FACTS}`),
    );

    expect(report.unreadableRows).toBe(1);
    expect([...report.users.keys()]).toEqual(['bob']);
  });

  it('counts a torn row as unreadable where the columns have another order', () => {
    const row = `a,b,${ARN}/a,b,${FACTS}`.split(',');

    const report = parseCredentialReport(
      [COLUMN_NAMES, row].map((cells) => cells.toReversed().join(',')).join('\n'),
    );

    expect(report.users.size).toBe(0);
    expect(report.unreadableRows).toBe(1);
  });

  it.each([
    ['of another user', `${ARN}/bob`],
    ['that is none', '/ana'],
    ['with half a quote', `"${ARN}/ana`],
  ])('counts a row with an ARN %s as unreadable', (_, arn) => {
    const report = parseCredentialReport(reportOf(`ana,${arn},${FACTS}`));

    expect(report.users.size).toBe(0);
    expect(report.unreadableRows).toBe(1);
  });

  it('counts a second row of one user as unreadable', () => {
    const report = parseCredentialReport(
      reportOf(`ana,${ARN}/ana,${FACTS}`, `ana,${ARN}/x/ana,${FACTS}`),
    );

    expect(report.users.get('ana')?.arn).toBe(`${ARN}/ana`);
    expect(report.unreadableRows).toBe(1);
  });

  it('counts a root user that contradicts itself as unreadable', () => {
    const facts = FACTS.replace(NO_KEY, NO_KEY.replace('false', 'true'));
    const row = `<root_account>,arn:aws:iam::111111111111:root,${facts}`;

    const { root, unreadableRows } = parseCredentialReport(reportOf(row));

    expect(root).toBeNull();
    expect(unreadableRows).toBe(1);
  });

  it.each([
    ['the text is empty', '', /`user`, `arn`, `user_creation_time`/],
    [
      'one is missing',
      COLUMN_NAMES.filter((name) => name !== 'mfa_active').join(','),
      /^The credential report lacks the columns `mfa_active`\.$/,
    ],
  ])('names the columns that are missing when %s', (_, text, message) => {
    const error = thrownBy(() => parseCredentialReport(text));

    expect(error).toBeInstanceOf(CollectorError);
    expect(error).toMatchObject({
      code: 'REPORT_UNREADABLE',
      operation: 'GetCredentialReport',
      message: expect.stringMatching(message),
    });
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
