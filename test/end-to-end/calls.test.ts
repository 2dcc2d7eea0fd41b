import { describe, expect, it } from 'vitest';
import {
  type Account,
  generateOrganization,
  type Organization,
} from '../../src/simulation/index.ts';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { COLLECTED_AT, NOW, simulatedWorld } from '../helpers/run-simulated.ts';

function organizationOf(seed: string, usersPerAccount = 12): Organization {
  return generateOrganization({ seed, accounts: 4, usersPerAccount, now: NOW });
}

/** Calls of the first run at most: 6, two for each thousand users, one for each holder of what has an id. */
function targetFor({ users }: Account): number {
  const keyHolders = users.filter(({ accessKeys }) => accessKeys.length > 0).length;
  const ties = users.filter(({ accessKeys: [a, b] }) => a && a.createdAt === b?.createdAt).length;
  const certificateHolders = users.filter((user) => user.signingCertificates.length > 0).length;
  // Two keys of one second cannot be told apart by the report: each costs a call of its own.
  return 6 + 2 * Math.ceil(users.length / 1000) + keyHolders + 2 * ties + certificateHolders;
}

describe('the calls of a first run', () => {
  it.each([5, 12, 40])('are few for an account of %i users', async (users) => {
    const organization = organizationOf(`calls ${users}`, users);
    const world = await simulatedWorld(organization);

    await world.collect();

    const { calls } = world.simulation;
    for (const account of organization.accounts) {
      const polls = calls.count('iam:GetCredentialReport', account.id) - 1;
      const made = calls.count(undefined, account.id) - polls - ownCalls(account, organization);
      expect(made).toBeGreaterThan(6);
      expect(made).toBeLessThanOrEqual(targetFor(account));
    }
  });

  it('are counted in the manifest as AWS counts them', async () => {
    const organization = organizationOf('counted');
    const world = await simulatedWorld(organization);

    const { manifest } = await world.collect();

    const { calls } = world.simulation;
    const members = organization.accounts.filter((a) => ownCalls(a, organization) === 0);
    const counted = members.map(({ id }) => manifest.accounts.find((a) => a.accountId === id));
    expect(counted.map((account) => account?.calls)).toEqual(
      members.map(({ id }) => calls.count(undefined, id)),
    );
  });

  it('spare AWS Organizations if the accounts are named', async () => {
    const organization = organizationOf('named');
    const [, second, third] = organization.accounts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const named = [second, third].flatMap((account) => account ?? []);
    const world = await simulatedWorld(organization);

    const { csv, manifest } = await world.collect({
      flags: { accounts: named.map(({ id }) => id).join(',') },
    });

    const operations = Object.keys(world.simulation.calls.byOperation());
    expect(operations.filter((name) => name.startsWith('organizations:'))).toEqual([]);
    expect(csv).toBe(expectedCsvOf(named, COLLECTED_AT));
    expect(manifest.organizationId).toBe(null);
    expect(manifest.accounts.map(({ accountId }) => accountId)).toEqual(named.map(({ id }) => id));
    expect(manifest.files[0]?.key).toBe('IAM_USER_TAGS_combined_2026-01-15_12-34-56.csv');
  });

  it('give the name of the file an organization id that is set', async () => {
    const organization = organizationOf('set');
    const [account] = organization.accounts;
    const world = await simulatedWorld(organization);

    const { manifest } = await world.collect({
      flags: { accounts: account?.id, organizationId: 'o-a1b2c3d4e5' },
    });

    expect(manifest.organizationId).toBe('o-a1b2c3d4e5');
    expect(manifest.files[0]?.key).toBe(
      'IAM_USER_TAGS_o-a1b2c3d4e5_combined_2026-01-15_12-34-56.csv',
    );
  });
});

/** Of the run as a whole, counted for the account of the caller: who am I, and what is there? */
function ownCalls({ id }: Account, { caller, accounts }: Organization): number {
  return id === caller.accountId ? 1 + Math.ceil(accounts.length / 20) : 0;
}
