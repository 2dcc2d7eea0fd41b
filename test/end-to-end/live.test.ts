import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { deviceOf, keyOf, oneAccount, passwordOf, reportNow } from '../helpers/one-account.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import { COLLECTED_AT, simulatedWorld } from '../helpers/run-simulated.ts';

const LIVE = { flags: { freshness: 'live' } };
const LAST_YEAR = '2025-02-15T08:00:00Z';

/** Two cells of the one user, both without a comma. */
function cellsOf(csv: string | null) {
  const cells = csv?.split('\r\n')[1]?.split(',') ?? [];
  return { mfa: cells[8], key: cells[12] };
}

describe('live freshness', () => {
  it.each(['a', 'b', 'c', 'd', 'e'])('shows every user as in truth (seed %s)', async (seed) => {
    const organization = smallOrganization(seed);
    const world = await simulatedWorld(organization);

    const { csv, manifest } = await world.collect(LIVE);

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest).toMatchObject({ status: 'COMPLETE', freshness: 'live' });
  });

  it('shows what has changed since the credential report, which is kept for hours', async () => {
    const one = await oneAccount((user) => [
      user('ana', { password: passwordOf(LAST_YEAR), mfaDevices: [deviceOf(LAST_YEAR)] }),
    ]);
    await one.collect();
    one.world.simulation.changeUser(one.account.id, 'ana', (user) => ({
      ...user,
      mfaDevices: [],
      accessKeys: [keyOf('NEW', { createdAt: COLLECTED_AT })],
    }));

    const reported = await one.collect({ flags: { to: join(one.world.directory, 'reported') } });
    const live = await one.collect({
      flags: { ...LIVE.flags, to: join(one.world.directory, 'live') },
    });

    expect(cellsOf(reported.csv)).toEqual({ mfa: 'True', key: '' });
    expect(cellsOf(live.csv)).toEqual({
      mfa: 'False',
      key: one.account.users[0]?.accessKeys[0]?.id,
    });
    expect(live.csv).toBe(one.expected({ report: reportNow(one.account) }));
  });

  it('does not take the last change of a deleted password for that of the present one', async () => {
    const one = await oneAccount((user) => [user('ana', { password: passwordOf(LAST_YEAR) })]);
    await one.collect();
    one.world.simulation.changeUser(one.account.id, 'ana', (user) => ({
      ...user,
      password: passwordOf(COLLECTED_AT),
    }));

    const { csv, found } = await one.collect({
      flags: { ...LIVE.flags, to: join(one.world.directory, 'live') },
    });

    expect(csv).toBe(one.expected({ report: reportNow(one.account) }));
    expect(found.outcome).toBe('collected');
  });

  it('needs no credential report for columns that have nothing of passwords', async () => {
    const organization = smallOrganization('no report');
    const world = await simulatedWorld(organization);

    const { manifest } = await world.collect({
      flags: { ...LIVE.flags, columns: 'UserName,MFAEnabled,AccessKeyID,SigningCerts' },
    });

    expect(manifest.status).toBe('COMPLETE');
    expect(world.simulation.calls.count('iam:GetCredentialReport')).toBe(0);
    expect(world.simulation.calls.count('iam:GetLoginProfile')).toBe(0);
    expect(world.simulation.calls.count('iam:ListMFADevices')).toBe(24);
  });
});
