import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/simulation/index.ts';
import { generateOrganization } from '../../src/simulation/index.ts';
import { diagnosed, inShort } from '../helpers/diagnosed.ts';
import { EXTERNAL_ID, enforcedWorld, inBuckets, printedPolicies } from '../helpers/enforced.ts';
import { keyOf, oneAccount } from '../helpers/one-account.ts';
import { accountsOf, deny, removeRole, smallOrganization } from '../helpers/organizations.ts';
import { changeRole } from '../helpers/policies.ts';
import { provokingOrganization } from '../helpers/provoking.ts';
import { NOW, simulatedWorld } from '../helpers/run-simulated.ts';

describe('an organization in which all is well', () => {
  it('is fine, and every needed action was tried in every account', async () => {
    const organization = provokingOrganization();
    const world = await simulatedWorld(organization);

    const diagnosis = await diagnosed(world, { flags: { externalId: EXTERNAL_ID } });

    expect(diagnosis).toMatchObject({ isFine: true, causes: [], organizationId: organization.id });
    expect(diagnosis.accounts.map(({ accountId }) => accountId)).toEqual(
      accountsOf(organization).map(({ id }) => id),
    );
    for (const account of diagnosis.accounts) {
      expect(account).toMatchObject({ result: 'FINE', worked: diagnosis.actions, untested: [] });
    }
  });

  it('is not called fine for what nothing could be asked about', async () => {
    const { world, account } = await oneAccount((user) => [user('without.keys')]);

    const { isFine, accounts } = await diagnosed(world, { flags: { accounts: account.id } });

    expect(isFine).toBe(true);
    expect(accounts[0]?.worked).not.toContain('iam:GetAccessKeyLastUsed');
    expect(accounts[0]?.untested).toEqual([
      { action: 'iam:GetAccessKeyLastUsed', reason: 'no access key was found to ask about' },
    ]);
  });

  it('asks about the keys of a user who has some, as far as the report tells', async () => {
    const { world, account } = await oneAccount((user) => [
      ...Array.from({ length: 12 }, (_, index) => user(`a${index}`)),
      user('z.with.key', { accessKeys: [keyOf('ONE')] }),
    ]);
    account.report = {
      ...account.report,
      existing: { generatedAt: '2026-01-15T11:00:00Z', ghosts: [] },
    };

    const { accounts } = await diagnosed(world, { flags: { accounts: account.id } });

    expect(accounts[0]?.worked).toContain('iam:GetAccessKeyLastUsed');
  });

  it('is asked little: no list is read to its end', async () => {
    const { world, account } = await oneAccount((user) =>
      Array.from({ length: 1_500 }, (_, index) => user(`user${index}`)),
    );

    const { calls } = await diagnosed(world, { flags: { accounts: account.id } });

    const { calls: made } = world.simulation;
    expect(made.byOperation(account.id)).toMatchObject({
      'iam:GetAccountAuthorizationDetails': 1,
      'iam:ListUsers': 1,
      'iam:ListAccessKeys': 5,
      'iam:ListMFADevices': 1,
    });
    expect(calls).toBe(made.count(undefined, account.id));
  });
});

describe('what is wrong in accounts', () => {
  it('is named once for all accounts that have it, the worst first', async () => {
    const organization = smallOrganization('doctor');
    const [first, second, third] = accountsOf(organization).filter(
      ({ id }) => id !== organization.caller.accountId,
    );
    if (!first || !second) throw new RangeError('expected two accounts beside the own');
    expect(third).toBeUndefined();
    removeRole(first);
    deny(second, ['ListUsers']);
    const world = await simulatedWorld(organization);

    const { isFine, causes } = await diagnosed(world);

    expect(isFine).toBe(false);
    expect(causes.map(inShort)).toEqual([
      `ROLE_NOT_ASSUMABLE AssumeRole ACCOUNT_FAILS ${first.id}`,
      `ACCESS_DENIED ListUsers FACTS_UNKNOWN ${second.id}`,
    ]);
    expect(causes[1]).toMatchObject({
      lostFacts: ['signIn'],
      remedy:
        'Take iam:ListUsers out of the Deny statement that applies to the role `iam-user-data-collector`: against a Deny, allowing does not help.',
    });
  });

  it('is one cause where a role has no policy at all', async () => {
    const { world, account } = await oneAccount((user) => [user('a')]);
    changeRole(account, 'iam-user-data-collector', { policies: [] });

    const { causes } = await diagnosed(world, {
      flags: { accounts: account.id, columns: 'UserName' },
    });

    expect(causes.map(inShort)).toEqual([
      `ACCESS_DENIED GetAccountAuthorizationDetails+ListUsers ACCOUNT_FAILS ${account.id}`,
      `ACCESS_DENIED GetAccountSummary FACTS_UNKNOWN ${account.id}`,
    ]);
    expect(causes[0]?.remedy).toBe(
      'Allow iam:GetAccountAuthorizationDetails, iam:ListUsers in the policy of the role `iam-user-data-collector`; `iam-users policy member` prints the whole policy.',
    );
  });

  it('is a service control policy if AWS says so', async () => {
    const { world, account } = await oneAccount((user) => [user('a')]);
    Object.assign(account, {
      serviceControlPolicies: [statement('Allow', '*'), statement('Deny', 'iam:GetAccountSummary')],
    });

    const { causes } = await diagnosed(world, { flags: { accounts: account.id } });

    expect(causes.map(inShort)).toEqual([
      `DENIED_BY_SERVICE_CONTROL_POLICY GetAccountSummary FACTS_UNKNOWN ${account.id}`,
    ]);
  });

  it('is no more than a remark where other calls stand in for a denied one', async () => {
    const { world, account } = await oneAccount((user) => [user('a')]);
    deny(account, ['GetAccountAuthorizationDetails']);
    const flags = { accounts: account.id };

    const { isFine, causes, accounts } = await diagnosed(world, { flags });
    const { manifest } = await world.collect({ flags });

    expect(isFine).toBe(true);
    expect(causes.map(inShort)).toEqual([
      `ACCESS_DENIED GetAccountAuthorizationDetails NONE ${account.id}`,
    ]);
    expect(accounts[0]?.worked).toContain('iam:ListUserTags');
    expect(manifest.status).toBe('COMPLETE');
  });

  it('does not hide a last use that cannot be asked about behind keys that cannot be listed', async () => {
    const { world, account } = await oneAccount((user) => [
      user('a', { accessKeys: [keyOf('ONE')] }),
    ]);
    deny(account, ['ListAccessKeys', 'GetAccessKeyLastUsed']);

    const { accounts } = await diagnosed(world, { flags: { accounts: account.id } });

    expect(accounts[0]?.untested).toEqual([
      { action: 'iam:GetAccessKeyLastUsed', reason: 'access keys cannot be listed' },
    ]);
  });

  it('is told of the own account with the name of who has to be allowed', async () => {
    const organization = smallOrganization('own');
    const own = accountsOf(organization).find(({ id }) => id === organization.caller.accountId);
    if (own === undefined) throw new RangeError('expected the own account');
    removeRole(own);
    changeRole(own, organization.caller.roleName, {
      policies: [statement('Allow', '*'), statement('Deny', 'iam:ListUsers')],
    });
    const world = await simulatedWorld(organization);

    const { causes, accounts } = await diagnosed(world, { flags: { accounts: own.id } });

    expect(accounts[0]?.access).toBe('caller');
    expect(causes[0]?.remedy).toContain(`applies to arn:aws:sts::${own.id}:assumed-role/`);
  });

  it('is an answer that AWS does not give', async () => {
    const { world, account } = await oneAccount((user) => [user('a')]);
    world.simulation.setFaults([
      {
        match: { operation: 'ListAccountAliases' },
        effect: { kind: 'error', code: 'NoSuchThing', status: 400 },
      },
    ]);

    const { causes } = await diagnosed(world, { flags: { accounts: account.id } });

    expect(causes.map(inShort)).toEqual([
      `REQUEST_REJECTED ListAccountAliases FACTS_UNKNOWN ${account.id}`,
    ]);
  });
});

describe('a sample', () => {
  it('is of that many accounts, and the others are said not to be tried', async () => {
    const organization = generateOrganization({
      seed: 'sample',
      accounts: 12,
      usersPerAccount: 1,
      now: NOW,
    });
    const world = await simulatedWorld(organization);

    const first = await diagnosed(world, { sample: 4 });
    const again = await diagnosed(world, { sample: 4 });

    const tried = first.accounts.filter(({ result }) => result !== 'NOT_TRIED');
    const untried = first.accounts.filter(({ reason }) => reason === 'not in the sample');
    expect(first.sample).toBe(4);
    expect(tried).toHaveLength(4);
    expect(untried.length + tried.length).toBe(
      organization.accounts.filter(({ state }) => ['ACTIVE', 'PENDING_CLOSURE'].includes(state))
        .length,
    );
    expect(again.accounts.map(({ result }) => result)).toEqual(
      first.accounts.map(({ result }) => result),
    );
  });
});

describe('the printed policies', () => {
  it('are enough for everything that the doctor tries, in two encrypted buckets too', async () => {
    const settings = inBuckets(provokingOrganization().rootId);
    const world = await enforcedWorld(await printedPolicies(settings));

    const diagnosis = await diagnosed(world, { flags: { ...settings, externalId: EXTERNAL_ID } });

    expect(diagnosis.causes).toEqual([]);
    expect(diagnosis.isFine).toBe(true);
  });
});

function statement(Effect: 'Allow' | 'Deny', Action: string): PolicyDocument {
  return { Version: '2012-10-17', Statement: { Effect, Action, Resource: '*' } };
}
