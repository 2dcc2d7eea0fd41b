import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCredentialReport, type ReportRow } from '../../src/model/credential-report.ts';
import { UNKNOWN } from '../../src/model/knowable.ts';
import { ARN, FACTS, KEY, NO_KEY, reportOf } from './report-rows.ts';
import {
  COLUMN_NAMES,
  type ReportedUse,
  type ReportedUser,
  renderReport,
  reportedUsers,
  reportStyles,
} from './report-text.ts';

describe('parseCredentialReport', () => {
  it('reads a row', () => {
    const report = parseCredentialReport(reportOf(`ana,${ARN}/dev/ana,${FACTS}`));

    expect(report).toEqual({
      root: null,
      users: new Map([
        [
          'ana',
          {
            userName: 'ana',
            arn: `${ARN}/dev/ana`,
            createdAt: '2024-01-01T00:00:00Z',
            passwordEnabled: true,
            passwordLastUsedAt: null,
            passwordLastChangedAt: '2024-01-01T00:00:01Z',
            passwordNextRotationAt: null,
            mfaActive: false,
            keySlots: [
              {
                active: true,
                createdAt: '2024-05-06T07:08:09Z',
                lastUse: { at: '2026-01-02T03:04:05Z', service: 's3', region: 'us-east-1' },
              },
            ],
            certificateSlots: [],
            additionalCredentials: false,
          },
        ],
      ]),
      unreadableRows: 0,
    });
  });

  it('reads any users in any style that AWS is known or suspected to write', () => {
    fc.assert(
      fc.property(manyUsers(), reportStyles, (users, style) => {
        const report = parseCredentialReport(renderReport(users, style));

        const counts = style.extraColumns.includes('additional_credentials_info');
        expect(report.unreadableRows).toBe(0);
        expect([...report.users.values()]).toEqual(users.map((user) => rowOf(user, counts)));
        expect(report.root?.passwordLastUsedAt).toBe('2026-01-02T03:04:05Z');
      }),
      { numRuns: 300 },
    );
  });

  it('never throws for text below a good header, and accounts for every line', () => {
    const cells = fc.constantFrom('a', '"', ',', '\r', 'N/A', 'true', `${ARN}/a`, `a,${ARN}/a,`);
    const lines = fc.oneof(
      fc.string(),
      fc.array(cells).map((found) => found.join('')),
      fc.constant(`ana,${ARN}/ana,${FACTS}`),
    );

    fc.assert(
      fc.property(fc.array(lines), (rows) => {
        const text = reportOf(...rows);
        const written = text.split(/\r?\n/).filter((line) => line !== '').length - 1;

        const report = parseCredentialReport(text);

        expect(report.users.size + report.unreadableRows).toBe(written);
      }),
    );
  });

  it('keeps a user named __proto__', () => {
    const report = parseCredentialReport(reportOf(`__proto__,${ARN}/__proto__,${FACTS}`));

    expect([...report.users.keys()]).toEqual(['__proto__']);
  });

  it.each([
    ['a name with commas, unquoted', 'a,b', '/', (name: string, arn: string) => `${name},${arn}`],
    ['a path that looks like a cell in quotes', 'a', '/x,"y",z/', plain],
    ['a path that looks like the end of an ARN', 'a', '/a,2024-01-01T00:00:00Z,true/', plain],
    ['a path that holds another ARN', 'a', `/x,${ARN}/`, plain],
    ['quotes around every cell', 'a,b', '/"/', (name: string, arn: string) => csv(name, arn)],
    ['a quoted name before a plain path', 'a,b', '/,"/', (n: string, a: string) => `"${n}",${a}`],
    [
      'a plain name before a quoted path',
      'a,b',
      '/,"/',
      (n: string, a: string) => `${n},${csv(a)}`,
    ],
    [
      'quotes that are not doubled',
      'a',
      '/"b/',
      (name: string, arn: string) => `"${name}","${arn}"`,
    ],
  ])('reads %s', (_, name, path, head) => {
    const arn = `${ARN}${path}${name}`;

    const report = parseCredentialReport(reportOf(`${head(name, arn)},${FACTS}`));

    expect(report.users.get(name)?.arn).toBe(arn);
    expect(report.unreadableRows).toBe(0);
  });

  it('reads free text with commas in the last column, beside a name with commas', () => {
    const header = [...COLUMN_NAMES, 'additional_credentials_info'].join(',');
    const row = `a,b,${ARN}/a,b,${FACTS},1 key, 2 certificates`;

    const report = parseCredentialReport(`${header}\n${row}`);

    expect(report.users.get('a,b')?.additionalCredentials).toBe(true);
  });

  it.each([
    ['', false],
    ['N/A', false],
    ['2 access keys', true],
  ])('takes %j for more credentials than slots: %s', (info, expected) => {
    const header = [...COLUMN_NAMES, 'additional_credentials_info'].join(',');

    const report = parseCredentialReport(`${header}\nana,${ARN}/ana,${FACTS},${info}`);

    expect(report.users.get('ana')?.additionalCredentials).toBe(expected);
  });

  it('drops an empty slot and keeps an inactive key', () => {
    const inactive = FACTS.replace(KEY, KEY.replace('true', 'FALSE'));

    const report = parseCredentialReport(reportOf(`ana,${ARN}/ana,${inactive}`));

    expect(report.users.get('ana')?.keySlots.map((slot) => slot.active)).toEqual([false]);
  });

  it('accepts the 29th of February of a leap year', () => {
    const facts = FACTS.replace('2024-01-01T00:00:00Z', '2024-02-29T23:59:59Z');

    const report = parseCredentialReport(reportOf(`ana,${ARN}/ana,${facts}`));

    expect(report.users.get('ana')?.createdAt).toBe('2024-02-29T23:59:59Z');
  });

  it('reads the root user apart, by what the live service says', () => {
    const report = parseCredentialReport(
      reportOf(`<root_account>,arn:aws:iam::111111111111:root,${FACTS}`),
    );

    expect(report.users.size).toBe(0);
    expect(report.root).toEqual({
      arn: 'arn:aws:iam::111111111111:root',
      passwordEnabled: true,
      passwordLastUsedAt: null,
      mfaActive: false,
      keySlots: [
        {
          active: true,
          createdAt: '2024-05-06T07:08:09Z',
          lastUse: { at: '2026-01-02T03:04:05Z', service: 's3', region: 'us-east-1' },
        },
      ],
      certificateSlots: [],
    });
  });

  it('reads a root user of whom the report says nothing', () => {
    const nothing = FACTS.replaceAll(/true|false/g, 'not_supported').replace(KEY, NO_KEY);
    const row = `<root_account>,arn:aws:iam::111111111111:root,${nothing}`;

    const { root, unreadableRows } = parseCredentialReport(reportOf(row));

    expect(root).toMatchObject({ passwordEnabled: null, mfaActive: null });
    expect(unreadableRows).toBe(0);
  });
});

function plain(name: string, arn: string): string {
  return `${name},${arn}`;
}

function csv(...cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

function manyUsers(): fc.Arbitrary<readonly ReportedUser[]> {
  return fc.uniqueArray(reportedUsers, { selector: (user) => user.name, maxLength: 8 });
}

function rowOf(user: ReportedUser, tellsOfMore: boolean): ReportRow {
  const { password } = user;
  return {
    userName: user.name,
    arn: `${ARN}${user.path}${user.name}`,
    createdAt: instantOf(user.created),
    passwordEnabled: password !== 'none',
    passwordLastUsedAt: password instanceof Date ? instantOf(password) : null,
    passwordLastChangedAt:
      password === 'none' || user.passwordChanged === null ? null : instantOf(user.passwordChanged),
    passwordNextRotationAt: nextRotationOf(user),
    mfaActive: user.mfa,
    keySlots: user.keys
      .filter((key) => key !== null)
      .map((key) => ({
        active: key.active,
        createdAt: instantOf(key.created),
        lastUse: key.used && useOf(key.used),
      })),
    certificateSlots: user.certificates
      .filter((certificate) => certificate !== null)
      .map(({ active, uploaded }) => ({ active, uploadedAt: instantOf(uploaded) })),
    additionalCredentials: tellsOfMore && user.moreCredentials,
  };
}

function nextRotationOf({ password, passwordRotation }: ReportedUser) {
  if (password === 'none' || passwordRotation === 'N/A') return null;
  return passwordRotation === 'not_supported' ? UNKNOWN : instantOf(passwordRotation);
}

function useOf({ at, service, region }: ReportedUse) {
  const told = (text: string) => (text === 'N/A' ? null : text);
  return { at: instantOf(at), service: told(service), region: told(region) };
}

function instantOf(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}
