import { describe, expect, it } from 'vitest';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import {
  A_MONTH_AGO,
  AN_HOUR_AGO,
  deviceOf,
  keyOf,
  oneAccount,
  passwordOf,
  reportNow,
  type UserMaker,
  usedAt,
} from '../helpers/one-account.ts';
import { accountsOf, smallOrganization } from '../helpers/organizations.ts';
import { COLLECTED_AT, simulatedWorld } from '../helpers/run-simulated.ts';

/** Used before and after every report of these tests. */
const users = (user: UserMaker) => [
  user('ana', {
    password: passwordOf(A_MONTH_AGO, { lastUsedAt: AN_HOUR_AGO }),
    mfaDevices: [deviceOf(AN_HOUR_AGO)],
  }),
  user('ben', { accessKeys: [keyOf('BEN', { lastUse: usedAt(AN_HOUR_AGO) })] }),
  user('new', { createdAt: AN_HOUR_AGO, accessKeys: [keyOf('NEW', { createdAt: AN_HOUR_AGO })] }),
];

describe('a credential report of another time', () => {
  it('is taken as it is if it was made for somebody else, less than four hours ago', async () => {
    const one = await oneAccount(users);
    const generatedAt = '2026-01-15T09:00:00Z';
    one.account.report = { ...one.account.report, existing: { generatedAt, ghosts: [] } };

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected());
    expect(csv).toMatch(/,ana,.*,False,2026-01-15 11:34:56,31,2026-01-15 11:34:56,/);
    expect(found).toMatchObject({ outcome: 'collected', credentialReportTime: generatedAt });
  });

  it('is made anew if it is four hours old', async () => {
    const one = await oneAccount(users);
    const generatedAt = '2026-01-15T08:34:00Z';
    one.account.report = { ...one.account.report, existing: { generatedAt, ghosts: [] } };

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected({ report: reportNow(one.account) }));
    expect(csv).toMatch(/,ana,.*,True,2026-01-15 11:34:56,31,2026-01-15 11:34:56,/);
    expect(found.outcome).toBe('collected');
    expect(String(found.credentialReportTime) >= COLLECTED_AT).toBe(true);
  });

  it('gives no age below 0 if it is ahead of the clock of this machine', async () => {
    const generatedAt = '2026-01-15T12:50:00Z';
    const ahead = '2026-01-15T12:45:00Z';
    const one = await oneAccount((user) => [
      user('ana', {
        createdAt: ahead,
        password: passwordOf(ahead, { lastUsedAt: ahead }),
        accessKeys: [keyOf('ANA', { createdAt: ahead, lastUse: usedAt(ahead) })],
      }),
    ]);
    one.account.report = { ...one.account.report, existing: { generatedAt, ghosts: [] } };

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected());
    expect(csv).toContain(',2026-01-15 12:45:00,0,/,[],False,2026-01-15 12:45:00,0,');
    expect(csv).toContain(',AKIAANA2222222222222,0,2026-01-15 12:45:00,');
    expect(found).toMatchObject({ outcome: 'collected', credentialReportTime: generatedAt });
  });

  it('has its own time in every account', async () => {
    const organization = smallOrganization('times of reports');
    const times = ['2026-01-15T09:00:00Z', '2026-01-15T10:00:00Z', '2026-01-15T11:00:00Z'];
    for (const [index, account] of accountsOf(organization).entries()) {
      const generatedAt = times[index] ?? '';
      account.report = { ...account.report, existing: { generatedAt, ghosts: [] } };
    }
    const world = await simulatedWorld(organization);

    const { csv, manifest } = await world.collect();

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest.accounts.map((account) => account.credentialReportTime)).toEqual(times);
  });
});
