import { describe, expect, it } from 'vitest';
import {
  A_MONTH_AGO,
  A_YEAR_AGO,
  AN_HOUR_AGO,
  deviceOf,
  keyOf,
  oneAccount,
  passwordOf,
  reportNow,
  usedAt,
  userIn,
} from '../helpers/one-account.ts';
import { COLLECTED_AT } from '../helpers/run-simulated.ts';

const REPORT_AT = '2026-01-15T11:00:00Z';
const BEFORE_REPORT = '2026-01-15T10:00:00Z';

describe('a credential report that is older than the account', () => {
  it('knows nothing of users that are newer, who are asked about one by one', async () => {
    const one = await oneAccount((user) => [
      user('newer', {
        createdAt: AN_HOUR_AGO,
        password: passwordOf(AN_HOUR_AGO, {
          lastChangedAt: COLLECTED_AT,
          lastUsedAt: COLLECTED_AT,
        }),
        mfaDevices: [deviceOf(COLLECTED_AT)],
        accessKeys: [
          keyOf('NEWER', { createdAt: COLLECTED_AT, lastUse: usedAt(COLLECTED_AT) }),
          keyOf('OFF', { createdAt: AN_HOUR_AGO, status: 'Inactive' }),
        ],
        signingCertificates: [
          { id: 'C'.repeat(32), status: 'Active', uploadedAt: COLLECTED_AT, body: 'PEM' },
        ],
      }),
      user('newer.without.anything', { createdAt: COLLECTED_AT }),
    ]);
    one.account.report = {
      ...one.account.report,
      existing: { generatedAt: REPORT_AT, ghosts: [] },
    };

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected());
    expect(csv).toContain(',/,[],True,2026-01-15 12:34:56,0,2026-01-15 12:34:56,');
    expect(found).toMatchObject({
      outcome: 'collected',
      credentialReportTime: REPORT_AT,
      unknownFacts: [],
      errors: [],
    });
  });

  it('has nothing to say of a user who was made again under the name of a deleted one', async () => {
    const one = await oneAccount((user) => [user('ben', { createdAt: AN_HOUR_AGO })]);
    const ghost = userIn(one.account.id, 'ben', {
      password: passwordOf(A_YEAR_AGO),
      mfaDevices: [deviceOf(A_YEAR_AGO)],
      accessKeys: [keyOf('GHOST')],
    });
    const existing = { generatedAt: REPORT_AT, ghosts: [ghost] };
    one.account.report = { ...one.account.report, existing };

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected());
    expect(csv).toContain(',ben,{},2026-01-15 11:34:56,0,/,[],False,,,,,,,');
    expect(found).toMatchObject({ outcome: 'collected', users: 1, accessKeys: 0 });
  });

  it('is joined to the keys of today by their second, whatever else has changed', async () => {
    const one = await oneAccount((user) => [
      user('key.deactivated.since', {
        accessKeys: [
          keyOf('DEACTIVATED', {
            status: 'Inactive',
            deactivatedAt: AN_HOUR_AGO,
            lastUse: usedAt(BEFORE_REPORT),
          }),
        ],
      }),
      user('key.newer', {
        accessKeys: [
          keyOf('OLD', { createdAt: A_YEAR_AGO, lastUse: usedAt(BEFORE_REPORT) }),
          keyOf('NEW', { createdAt: AN_HOUR_AGO, lastUse: usedAt(COLLECTED_AT) }),
        ],
      }),
      user('key.used.since', { accessKeys: [keyOf('USED', { lastUse: usedAt(COLLECTED_AT) })] }),
      user('keys.of.one.second', {
        accessKeys: [
          keyOf('TWIN2', { lastUse: usedAt(BEFORE_REPORT) }),
          keyOf('TWIN1', { lastUse: usedAt(A_MONTH_AGO) }),
        ],
      }),
      user('keys.of.one.second.one.never.used', {
        accessKeys: [keyOf('UNUSED'), keyOf('USEDTWIN', { lastUse: usedAt(BEFORE_REPORT) })],
      }),
    ]);
    one.account.report = {
      ...one.account.report,
      existing: { generatedAt: REPORT_AT, ghosts: [] },
    };

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected());
    const lastUses = csv?.split('\r\n').map((row) => row.match(/("?AKIA.*?),arn:/)?.[1]);
    expect(lastUses?.filter((cells) => cells !== undefined)).toEqual([
      'AKIADEACTIVATED22222,,2026-01-15 10:00:00',
      '"AKIAOLD2222222222222;AKIANEW2222222222222","365;0","2026-01-15 10:00:00;2026-01-15 12:34:56"',
      'AKIAUSED222222222222,31,',
      '"AKIATWIN122222222222;AKIATWIN222222222222","31;31","2025-12-15 08:00:00;2026-01-15 10:00:00"',
      '"AKIAUNUSED2222222222;AKIAUSEDTWIN22222222","31;31",";2026-01-15 10:00:00"',
    ]);
    expect(found).toMatchObject({ outcome: 'collected', accessKeys: 8, errors: [] });
  });

  it('shows a key that has been deleted since, which is not in the file', async () => {
    const one = await oneAccount((user) => [
      user('ben', {
        accessKeys: [
          keyOf('GONE', { lastUse: usedAt(A_MONTH_AGO) }),
          keyOf('KEPT', { createdAt: A_YEAR_AGO }),
        ],
      }),
    ]);
    const report = reportNow(one.account);
    const { simulation } = one.world;
    simulation.before({ operation: 'ListAccessKeys' }, 1, () =>
      simulation.changeUser(one.account.id, 'ben', (user) => ({
        ...user,
        accessKeys: user.accessKeys.slice(1),
      })),
    );

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected({ report }));
    expect(csv).not.toContain('GONE');
    expect(found).toMatchObject({ outcome: 'collected', accessKeys: 1, errors: [] });
  });

  it('does not hide a key that it lacks though it is newer: all keys are listed', async () => {
    const one = await oneAccount((user) => [
      user('ana'),
      user('ben', { accessKeys: [keyOf('SHOWN')] }),
    ]);
    const report = reportNow(one.account);
    const { simulation } = one.world;
    const givesKey = (name: string) =>
      simulation.changeUser(one.account.id, name, (user) => ({
        ...user,
        accessKeys: [
          ...user.accessKeys,
          keyOf(name.toUpperCase(), { createdAt: A_YEAR_AGO, lastUse: usedAt(A_MONTH_AGO) }),
        ],
      }));
    simulation.before({ operation: 'ListAccessKeys' }, 1, () => {
      givesKey('ana');
      givesKey('ben');
    });

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected({ report, everyKeyListed: true }));
    expect(csv).toContain('AKIAANA');
    expect(found).toMatchObject({
      outcome: 'collected',
      accessKeys: 3,
      unknownFacts: [],
      errors: [{ code: 'REPORT_KEYS_INCOMPLETE', operation: 'GetCredentialReport' }],
    });
  });
});

describe('a credential report that has no room for the keys of a user', () => {
  it.each([true, false])('costs calls and no facts (says so itself: %s)', async (saysSo) => {
    const one = await oneAccount((user) => [
      user('ana'),
      user('ben', {
        accessKeys: [
          keyOf('ONE', { createdAt: A_YEAR_AGO }),
          keyOf('TWO', { lastUse: usedAt(AN_HOUR_AGO) }),
          keyOf('THREE', { createdAt: '2025-06-01T00:00:00Z', lastUse: usedAt(A_MONTH_AGO) }),
        ],
      }),
    ]);
    const style = { ...one.account.report.style, additionalColumn: saysSo };
    one.account.report = { style, existing: null };

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected());
    expect(found).toMatchObject({
      outcome: 'collected',
      accessKeys: 3,
      errors: [{ code: 'REPORT_KEYS_INCOMPLETE' }],
    });
  });
});

describe('a credential report with a row that cannot be read', () => {
  it('is used for everybody else, and the user of the row is asked about', async () => {
    const one = await oneAccount((user) => [
      user('ana', { password: passwordOf(A_MONTH_AGO), mfaDevices: [deviceOf(A_MONTH_AGO)] }),
      user('torn', {
        createdAt: AN_HOUR_AGO,
        mfaDevices: [deviceOf(AN_HOUR_AGO)],
        accessKeys: [keyOf('TORN', { createdAt: AN_HOUR_AGO, lastUse: usedAt(COLLECTED_AT) })],
      }),
    ]);
    const torn = userIn(one.account.id, 'torn', { createdAt: 'a date of tomorrow' });
    const existing = { generatedAt: REPORT_AT, ghosts: [torn] };
    one.account.report = { ...one.account.report, existing };

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected());
    expect(found).toMatchObject({
      outcome: 'collected',
      credentialReportTime: REPORT_AT,
      errors: [{ code: 'REPORT_UNREADABLE', operation: 'GetCredentialReport' }],
    });
    expect(found.errors[0]?.message).toContain('found 1 that cannot be read');
    const { calls } = one.world.simulation;
    expect(calls.count('iam:ListMFADevices', one.account.id)).toBe(1);
  });
});
