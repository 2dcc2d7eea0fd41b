import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/simulation/index.ts';
import { diagnosed, inShort } from '../helpers/diagnosed.ts';
import { oneAccount } from '../helpers/one-account.ts';
import { accountsOf, smallOrganization } from '../helpers/organizations.ts';
import { changeRole } from '../helpers/policies.ts';
import { simulatedWorld } from '../helpers/run-simulated.ts';

describe('what is wrong with the run as a whole', () => {
  it('is an organization that may not be listed; the rest is tried all the same', async () => {
    const organization = smallOrganization('unlisted');
    const caller = accountsOf(organization).find(({ id }) => id === organization.caller.accountId);
    if (caller === undefined) throw new RangeError('expected the own account');
    changeRole(caller, organization.caller.roleName, {
      policies: [statement('Allow', '*'), statement('Deny', 'organizations:*')],
    });
    const world = await simulatedWorld(organization);

    const { causes, accounts, places } = await diagnosed(world);

    expect(causes.map(inShort)).toEqual(['ORGANIZATION_ACCESS_DENIED ListAccounts RUN_FAILS']);
    expect(accounts).toEqual([]);
    expect(places).toHaveLength(2);
  });

  it('is an account that is in no organization', async () => {
    const world = await simulatedWorld(smallOrganization('alone'), {
      organizations: { notInUse: true },
    });

    const { causes } = await diagnosed(world);

    expect(causes.map(inShort)).toEqual(['ORGANIZATION_NOT_IN_USE ListAccounts RUN_FAILS']);
  });

  it('is that every account is left out', async () => {
    const organization = smallOrganization('nobody');
    const excludeAccounts = organization.accounts.map(({ id }) => id).join(',');
    const world = await simulatedWorld(organization);

    const { causes, accounts } = await diagnosed(world, { flags: { excludeAccounts } });

    expect(causes.map(inShort)).toEqual(['NO_ACCOUNTS  RUN_FAILS']);
    expect(accounts.map(({ result, reason }) => `${result}: ${reason}`)).toEqual(
      organization.accounts.map(() => 'NOT_TRIED: excluded by its id'),
    );
  });

  it.each([
    [90_000, 'fast', 90],
    [-600_000, 'slow', 600],
  ])('is a clock that is %i ms fast', async (clockFastMs, direction, seconds) => {
    const { world, account } = await oneAccount((user) => [user('a')]);

    const diagnosis = await diagnosed(world, { flags: { accounts: account.id }, clockFastMs });

    expect(diagnosis.isFine).toBe(false);
    expect(diagnosis.causes.map(inShort)).toEqual(['CLOCK_WRONG  AGES_WRONG']);
    const [, found = ''] =
      /(\d+) seconds (?:fast|slow)$/.exec(diagnosis.causes[0]?.message ?? '') ?? [];
    expect(diagnosis.causes[0]?.message).toMatch(new RegExp(`${direction}$`));
    expect(Math.abs(Number(found) - seconds)).toBeLessThan(30);
  });

  it('ends the diagnosis where credentials are missing', async () => {
    const world = await simulatedWorld(smallOrganization('nobody knows'));
    world.simulation.setFaults([
      { match: { operation: 'GetCallerIdentity' }, effect: { kind: 'expired' } },
    ]);

    await expect(diagnosed(world)).rejects.toMatchObject({ code: 'CREDENTIALS_EXPIRED' });
  });

  it('ends the diagnosis where credentials run out while accounts are tried', async () => {
    const world = await simulatedWorld(smallOrganization('run out'));
    world.simulation.setFaults([
      { match: { operation: 'AssumeRole' }, effect: { kind: 'expired' } },
    ]);

    await expect(diagnosed(world)).rejects.toMatchObject({ code: 'CREDENTIALS_EXPIRED' });
  });

  it('is left where it is when the diagnosis is stopped', async () => {
    const world = await simulatedWorld(smallOrganization('stopped'));
    const stop = new AbortController();
    world.simulation.before({ operation: 'ListUsers' }, 1, () => stop.abort());

    const stopped = diagnosed(world, { signal: stop.signal });

    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});

describe('a directory', () => {
  it('is left as it was, be it that it does not exist', async () => {
    const { world, account } = await oneAccount((user) => [user('a')]);
    const before = await readdir(world.directory, { recursive: true });

    const { isFine } = await diagnosed(world, { flags: { accounts: account.id } });

    expect(isFine).toBe(true);
    expect(await readdir(world.directory, { recursive: true })).toEqual(before);
  });

  it('is wrong where a file is in its place', async () => {
    const { world, account } = await oneAccount((user) => [user('a')]);
    const to = `${world.directory}/out`;
    await world.collect({ flags: { accounts: account.id, to } });
    const [file = ''] = (await readdir(to)).filter((name) => name.endsWith('.csv'));

    const { causes } = await diagnosed(world, {
      flags: { accounts: account.id, to: `${to}/${file}/below` },
    });

    expect(causes.map(inShort)).toEqual(['STORE_FAILED  RUN_FAILS']);
    expect(causes[0]?.message).toContain('a file is in the place of a directory');
  });
});

function statement(Effect: 'Allow' | 'Deny', Action: string): PolicyDocument {
  return { Version: '2012-10-17', Statement: { Effect, Action, Resource: '*' } };
}
