import { describe, expect, it } from 'vitest';
import {
  type Account,
  generateOrganization,
  type Organization,
  type User,
} from '../../src/simulation/index.ts';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { keyOf } from '../helpers/one-account.ts';
import { NOW, type SimulatedWorld, simulatedWorld } from '../helpers/run-simulated.ts';

const LATER = new Date(NOW.getTime() + 5 * 3_600_000);

function organizationOf(seed: string, usersPerAccount: number): Organization {
  return generateOrganization({ seed, accounts: 4, usersPerAccount, now: NOW });
}

/** Calls of a later run at most, if `changed` credentials lists of an account have changed. */
function targetFor({ users }: Account, changed: number): number {
  const holders = users.filter(({ accessKeys }) => accessKeys.length > 0).length;
  const certificateHolders = users.filter((user) => user.signingCertificates.length > 0).length;
  const audit = Math.ceil((holders + certificateHolders) / 30);
  return 6 + 2 * Math.ceil(users.length / 1000) + changed + audit + callsOfTies(users);
}

/** What is of one second is listed every time; of keys the last use is asked for, each. */
function callsOfTies(users: Account['users']): number {
  const ofOne = (seconds: readonly string[]) => new Set(seconds).size < seconds.length;
  return users.reduce(
    (calls, { accessKeys, signingCertificates }) =>
      calls +
      (ofOne(accessKeys.map(({ createdAt }) => createdAt)) ? 1 + accessKeys.length : 0) +
      (ofOne(signingCertificates.map(({ uploadedAt }) => uploadedAt)) ? 1 : 0),
    0,
  );
}

/** Calls about an account, but for those of the run as a whole and for waiting for the report. */
function callsAbout({ simulation }: SimulatedWorld, { id }: Account): number {
  const { calls, organization } = simulation;
  const polls = calls.count('iam:GetCredentialReport', id) - 1;
  return calls.count(undefined, id) - polls - (id === organization.caller.accountId ? 2 : 0);
}

describe('the calls of a later run', () => {
  it.each([3, 12, 40, 90])('are few for accounts of %i users, report new or not', async (users) => {
    const organization = organizationOf(`later ${users}`, users);
    const world = await simulatedWorld(organization);
    await world.collect();

    for (const now of [new Date(NOW.getTime() + 60_000), LATER]) {
      if (now === LATER) world.simulation.advanceClock(5 * 3_600_000);
      world.simulation.calls.reset();
      const { csv, manifest } = await world.collect({ now });

      expect(csv).toBe(expectedCsvOf(organization.accounts, manifest.collectedAt));
      for (const account of organization.accounts) {
        expect(callsAbout(world, account)).toBeLessThanOrEqual(targetFor(account, 0));
      }
    }
  });

  it('are one more for each user whose keys have changed, and six for each who is newer', async () => {
    const organization = organizationOf('changed', 40);
    const world = await simulatedWorld(organization);
    await world.collect();
    world.simulation.advanceClock(5 * 3_600_000);
    const [account] = organization.accounts;
    if (account === undefined) throw new RangeError('expected an account');
    const [first, second, third] = account.users.filter((user) => isPlain(user));
    const rotated = [first, second, third].flatMap((user) => user?.name ?? []);
    for (const name of rotated) rotate(world, account.id, name);

    world.simulation.calls.reset();
    const { csv, manifest } = await world.collect({ now: LATER });

    expect(csv).toBe(expectedCsvOf(organization.accounts, manifest.collectedAt));
    expect(rotated).toHaveLength(3);
    expect(callsAbout(world, account)).toBeLessThanOrEqual(targetFor(account, rotated.length));
    expect(callsAbout(world, account)).toBeGreaterThan(targetFor(account, 0) - 6);

    for (const name of ['newer.one', 'newer.two']) addAfterReport(world, account.id, name);
    world.simulation.calls.reset();
    await world.collect({ now: new Date(LATER.getTime() + 60_000) });

    expect(callsAbout(world, account)).toBeLessThanOrEqual(targetFor(account, 0) + 2 * 6);
  });
});

function isPlain({ accessKeys }: User): boolean {
  return accessKeys.length === 1;
}

/** Replaces the one key by another, made an hour before the next run. */
function rotate({ simulation }: SimulatedWorld, accountId: string, name: string): void {
  const createdAt = new Date(LATER.getTime() - 3_600_000).toISOString().replace('.000', '');
  simulation.changeUser(accountId, name, (user) => ({
    ...user,
    accessKeys: user.accessKeys.map((key) => keyOf(`NEW${key.id.slice(-13)}`, { createdAt })),
  }));
}

function addAfterReport({ simulation }: SimulatedWorld, accountId: string, name: string): void {
  const [like] = simulation.account(accountId).users;
  if (like === undefined) throw new RangeError('expected a user');
  const createdAt = new Date(LATER.getTime() + 30_000).toISOString().replace('.000', '');
  simulation.addUser(accountId, {
    ...like,
    id: `AIDA${name.replaceAll('.', '').toUpperCase().padEnd(17, '2')}`,
    name,
    arn: `arn:aws:iam::${accountId}:user${like.path}${name}`,
    createdAt,
    password: null,
    accessKeys: [keyOf(name.replaceAll('.', '').toUpperCase(), { createdAt })],
    signingCertificates: [],
    mfaDevices: [],
  });
}
