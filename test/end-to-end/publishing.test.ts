import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { accountsOf, removeRole, smallOrganization } from '../helpers/organizations.ts';
import {
  COLLECTED_AT,
  NOW,
  type SimulatedWorld,
  simulatedWorld,
} from '../helpers/run-simulated.ts';

const AN_HOUR_LATER = new Date(NOW.getTime() + 3_600_000);

async function latestOf(world: SimulatedWorld): Promise<unknown> {
  return JSON.parse((await world.read('_iam-users/latest.json')) ?? 'null');
}

async function dataFilesOf(world: SimulatedWorld): Promise<readonly string[]> {
  const names = await readdir(join(world.directory, 'out')).catch(() => []);
  return names.filter((name) => name.endsWith('.csv')).sort();
}

describe('a snapshot', () => {
  it('is data, manifest and pointer, which agree with each other', async () => {
    const organization = smallOrganization('snapshot');
    const world = await simulatedWorld(organization);

    const { csv, manifest, result } = await world.collect();

    const name = `IAM_USER_TAGS_${organization.id}_combined_2026-01-15_12-34-56.csv`;
    expect(await dataFilesOf(world)).toEqual([name]);
    expect(result.manifestName).toBe(`_iam-users/manifests/${name}.manifest.json`);
    expect(await latestOf(world)).toEqual({
      schemaVersion: 1,
      runId: manifest.runId,
      status: 'COMPLETE',
      coverage: manifest.coverage,
      collectedAt: COLLECTED_AT,
      manifest: result.manifestName,
      files: [
        {
          key: name,
          format: 'csv',
          rows: 24,
          bytes: Buffer.byteLength(csv ?? ''),
          sha256: createHash('sha256')
            .update(csv ?? '')
            .digest('hex'),
        },
      ],
    });
    expect(manifest.runId).toMatch(/^20260115T123456Z-[0-9a-f]{6}$/);
  });

  it('of another run of the same second has a manifest of its own', async () => {
    const world = await simulatedWorld(smallOrganization('same second'));

    const first = await world.collect();
    const second = await world.collect();

    expect(second.csv).toBe(first.csv);
    expect(second.manifest.runId).toBe(second.result.manifest.runId);
    expect(second.manifest.runId).not.toBe(first.manifest.runId);
  });

  it('has a header even if there are no users', async () => {
    const organization = smallOrganization('nobody', { users: 0 });
    const world = await simulatedWorld(organization);

    const { csv, manifest } = await world.collect();

    expect(csv).toBe(expectedCsvOf([], COLLECTED_AT));
    expect(manifest).toMatchObject({ status: 'COMPLETE', users: 0 });
  });

  it('takes a name of its own if another run has the plain one', async () => {
    const organization = smallOrganization('name taken');
    const world = await simulatedWorld(organization);

    const first = await world.collect();
    const [account] = accountsOf(organization);
    world.simulation.removeUser(account.id, account.users[0]?.name ?? '');
    const second = await world.collect();

    const name = `IAM_USER_TAGS_${organization.id}_combined_2026-01-15_12-34-56`;
    const own = `${name}_${second.manifest.runId.slice(-6)}.csv`;
    expect(second.manifest.files[0]?.key).toBe(own);
    expect(await dataFilesOf(world)).toEqual([`${name}.csv`, own].sort());
    expect(second.csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(await world.read(`${name}.csv`)).toBe(first.csv);
    expect(await latestOf(world)).toMatchObject({ runId: first.manifest.runId });
  });

  it('is the latest only if no later one is there', async () => {
    const world = await simulatedWorld(smallOrganization('older'));
    const later = await world.collect({ now: AN_HOUR_LATER });

    const earlier = await world.collect({ now: NOW });

    expect(earlier.manifest.status).toBe('COMPLETE');
    expect(earlier.csv).not.toBe(null);
    expect(earlier.result).toMatchObject({
      latestMoved: false,
      latestReason: expect.stringContaining(later.manifest.runId),
    });
    expect(await latestOf(world)).toMatchObject({ runId: later.manifest.runId });
  });
});

describe('a snapshot of which too much is missing', () => {
  it('is called incomplete and is not the latest if coverage is below the minimum', async () => {
    const organization = smallOrganization('coverage');
    const [first, second, third] = accountsOf(organization);
    const member = first.id === organization.caller.accountId ? second : first;
    const world = await simulatedWorld(organization);
    const good = await world.collect();
    removeRole(member);

    const bad = await world.collect({ now: AN_HOUR_LATER });

    const others = [first, second, third].filter((account) => account !== member);
    expect(bad.csv).toBe(expectedCsvOf(others, '2026-01-15T13:34:56Z'));
    expect(bad.manifest).toMatchObject({ status: 'PARTIAL', coverage: { percent: 66.66 } });
    expect(bad.manifest.files[0]?.key).toMatch(/_2026-01-15_13-34-56_incomplete\.csv$/);
    expect(bad.result).toMatchObject({
      latestMoved: false,
      latestReason: expect.stringContaining('66.66 %'),
      usersBefore: good.manifest.users,
    });
    expect(await latestOf(world)).toMatchObject({ runId: good.manifest.runId });
  });

  it.each([
    { users: 2, isLatest: true },
    { users: 3, isLatest: false },
  ])(
    'is one without an account that held $users of 42 users: latest is $isLatest',
    async (given) => {
      const organization = smallOrganization('lost users', { users: 20 });
      const [first, second, third] = accountsOf(organization);
      const [lost, kept, shrunk] =
        first.id === organization.caller.accountId
          ? [second, first, third]
          : [first, second, third];
      lost.users = lost.users.slice(0, given.users);
      shrunk.users = shrunk.users.slice(0, 42 - 20 - given.users);
      const world = await simulatedWorld(organization);
      const flags = { minCoverage: '50' };
      await world.collect({ flags });
      removeRole(lost);

      const { csv, manifest, result } = await world.collect({ flags, now: AN_HOUR_LATER });

      expect(csv).toBe(expectedCsvOf([kept, shrunk], '2026-01-15T13:34:56Z'));
      expect(manifest.files[0]?.key.endsWith('_incomplete.csv')).toBe(!given.isLatest);
      expect(result.latestMoved).toBe(given.isLatest);
    },
  );
});

describe('a run that could read nothing', () => {
  it('has a manifest that says why, and no data', async () => {
    const organization = smallOrganization('nothing');
    for (const account of organization.accounts) removeRole(account);
    const members = organization.accounts.filter(({ id }) => id !== organization.caller.accountId);
    const world = await simulatedWorld(organization);

    const { csv, manifest, result } = await world.collect({
      flags: { accounts: members.map(({ id }) => id).join(',') },
    });

    expect(csv).toBe(null);
    expect(await dataFilesOf(world)).toEqual([]);
    expect(manifest).toMatchObject({
      status: 'FAILED',
      users: 0,
      files: [],
      coverage: { planned: 2, collected: 0, partial: 0, failed: 2, skipped: 0, percent: 0 },
    });
    expect(manifest.accounts.map(({ errors }) => errors.map(({ code }) => code))).toEqual([
      ['ROLE_NOT_ASSUMABLE'],
      ['ROLE_NOT_ASSUMABLE'],
    ]);
    expect(result.latestMoved).toBe(false);
    expect(await latestOf(world)).toBe(null);
  });
});
