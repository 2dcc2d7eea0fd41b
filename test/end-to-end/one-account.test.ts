import { describe, expect, it } from 'vitest';
import { expectedCsv, expectedCsvOf } from '../helpers/expected-csv.ts';
import { accountsOf, deny, removeRole, smallOrganization } from '../helpers/organizations.ts';
import { COLLECTED_AT, FEW_ATTEMPTS, simulatedWorld } from '../helpers/run-simulated.ts';

describe('one account in trouble among others', () => {
  it('is named with code, operation and remedy, and the others are untouched', async () => {
    const organization = smallOrganization('trouble', { accounts: 5 });
    const [roleless, unreported, throttled] = accountsOf(organization);
    removeRole(roleless);
    deny(unreported, ['GetCredentialReport']);
    const world = await simulatedWorld(organization, {
      faults: [
        {
          match: { service: 'iam', accountId: throttled.id },
          times: 12,
          effect: { kind: 'throttle' },
        },
      ],
    });

    const { csv, manifest } = await world.collect();

    const others = organization.accounts.filter((a) => a !== roleless && a !== unreported);
    const expected = [
      { account: unreported, denied: ['GetCredentialReport'] },
      ...others.map((account) => ({ account })),
    ];
    expect(csv).toBe(expectedCsv(expected, COLLECTED_AT));
    expect(manifest.status).toBe('PARTIAL');
    const named = manifest.accounts.map(({ accountId, outcome, errors }) => {
      const problems = errors.map(({ code, operation, remedy }) => ({ code, operation, remedy }));
      return { accountId, outcome, problems };
    });
    expect(named.filter(({ problems }) => problems.length > 0)).toEqual([
      {
        accountId: roleless.id,
        outcome: 'failed',
        problems: [
          {
            code: 'ROLE_NOT_ASSUMABLE',
            operation: 'AssumeRole',
            remedy: expect.stringContaining('the account has a role of that name'),
          },
        ],
      },
      {
        accountId: unreported.id,
        outcome: 'partial',
        problems: [
          {
            code: 'ACCESS_DENIED',
            operation: 'GetCredentialReport',
            remedy: expect.stringContaining('Allow `iam:GetCredentialReport`'),
          },
        ],
      },
    ]);
    const patient = manifest.accounts.find(({ accountId }) => accountId === throttled.id);
    expect(patient).toMatchObject({ outcome: 'collected', throttles: 12 });
  });

  it.each([
    { effect: { kind: 'throttle' }, code: 'THROTTLED' },
    { effect: { kind: 'status', status: 503 }, code: 'AWS_UNAVAILABLE' },
    { effect: { kind: 'error', code: 'ServiceFailure', status: 500 }, code: 'AWS_UNAVAILABLE' },
    { effect: { kind: 'reset' }, code: 'CONNECTION_FAILED' },
    { effect: { kind: 'malformed' }, code: 'RESPONSE_INVALID' },
  ] as const)(
    'fails, never silently short, if its users stay unreadable: $code, $effect.kind',
    async (given) => {
      const organization = smallOrganization('for good');
      const [first, second, third] = accountsOf(organization);
      const world = await simulatedWorld(organization, {
        faults: ['ListUsers', 'GetAccountAuthorizationDetails'].map((operation) => ({
          match: { accountId: second.id, operation },
          effect: given.effect,
        })),
      });

      const { csv, manifest } = await world.collect({ retry: FEW_ATTEMPTS });

      expect(csv).toBe(expectedCsvOf([first, third], COLLECTED_AT));
      expect(manifest).toMatchObject({
        status: 'PARTIAL',
        coverage: { planned: 3, collected: 2, failed: 1, percent: 66.66 },
      });
      const [failed] = manifest.accounts.filter(({ outcome }) => outcome === 'failed');
      expect(failed).toMatchObject({
        accountId: second.id,
        users: 0,
        errors: [
          { code: given.code, operation: 'GetAccountAuthorizationDetails' },
          { code: given.code, operation: 'ListUsers' },
        ],
      });
    },
  );

  it('is partial if one of its lists stays unreadable after the first page', async () => {
    const organization = smallOrganization('cut short');
    const [first, second, third] = accountsOf(organization);
    const world = await simulatedWorld(organization, {
      pages: { maximum: 3 },
      faults: [
        {
          match: { accountId: second.id, operation: 'ListUsers' },
          after: 1,
          effect: { kind: 'throttle' },
        },
      ],
    });

    const { csv, manifest } = await world.collect({ retry: FEW_ATTEMPTS });

    const expected = [
      { account: first },
      { account: second, denied: ['ListUsers'] },
      { account: third },
    ];
    expect(csv).toBe(expectedCsv(expected, COLLECTED_AT));
    expect(manifest.accounts[1]).toMatchObject({
      outcome: 'partial',
      unknownFacts: ['signIn'],
      errors: [{ code: 'THROTTLED', operation: 'ListUsers' }],
    });
  });
});

describe('the own account of the caller', () => {
  it("is read with the caller's own credentials if the role cannot be assumed there", async () => {
    const organization = smallOrganization('own account');
    const own = organization.accounts.find(({ id }) => id === organization.caller.accountId);
    if (own === undefined) throw new RangeError('the caller has no account');
    removeRole(own);
    const world = await simulatedWorld(organization);

    const { csv, manifest } = await world.collect();

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest.status).toBe('COMPLETE');
  });

  it('is read with the role if that can be assumed', async () => {
    const organization = smallOrganization('own account with a role');
    const own = organization.accounts.find(({ id }) => id === organization.caller.accountId);
    if (own === undefined) throw new RangeError('the caller has no account');
    deny(own, ['ListAccountAliases']);
    const world = await simulatedWorld(organization);

    const { csv } = await world.collect();

    const expected = organization.accounts.map((account) => ({
      account,
      denied: account === own ? ['ListAccountAliases'] : [],
    }));
    expect(csv).toBe(expectedCsv(expected, COLLECTED_AT));
  });
});
