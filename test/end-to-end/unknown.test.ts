import { describe, expect, it } from 'vitest';
import { expectedCsv } from '../helpers/expected-csv.ts';
import { deny, oddCredentials } from '../helpers/organizations.ts';
import { COLLECTED_AT, simulatedWorld } from '../helpers/run-simulated.ts';

interface Denied {
  readonly denied: readonly string[];
  readonly unknownFacts: readonly string[];
}

const CASES: readonly Denied[] = [
  { denied: ['ListUsers'], unknownFacts: ['signIn'] },
  { denied: ['GetAccountAuthorizationDetails'], unknownFacts: [] },
  {
    denied: ['GetAccountAuthorizationDetails', 'ListUserTags'],
    unknownFacts: ['identity'],
  },
  {
    denied: ['GetAccountAuthorizationDetails', 'ListGroupsForUser'],
    unknownFacts: ['identity'],
  },
  { denied: ['GenerateCredentialReport'], unknownFacts: ['password'] },
  { denied: ['GetCredentialReport'], unknownFacts: ['password'] },
  { denied: ['GetCredentialReport', 'GetLoginProfile'], unknownFacts: ['password'] },
  { denied: ['GetCredentialReport', 'ListMFADevices'], unknownFacts: ['password', 'mfa'] },
  {
    denied: ['GetCredentialReport', 'ListAccessKeys'],
    unknownFacts: ['password', 'accessKeys', 'accessKeyLastUse'],
  },
  {
    denied: ['GetCredentialReport', 'GetAccessKeyLastUsed'],
    unknownFacts: ['password', 'accessKeyLastUse'],
  },
  {
    denied: ['GetCredentialReport', 'ListSigningCertificates'],
    unknownFacts: ['password', 'signingCertificates'],
  },
  { denied: ['ListAccessKeys'], unknownFacts: ['accessKeys'] },
  { denied: ['GetAccessKeyLastUsed'], unknownFacts: ['accessKeyLastUse'] },
  { denied: ['ListSigningCertificates'], unknownFacts: ['signingCertificates'] },
  { denied: ['ListAccountAliases'], unknownFacts: ['alias'] },
];

const TITLED = CASES.map((given) => ({ ...given, what: given.denied.join(' and ') }));

describe('a fact that could not be read', () => {
  it.each(TITLED)('is unknown, and nothing else is, without $what', async (given) => {
    const { organization, account } = oddCredentials();
    deny(account, given.denied);
    const world = await simulatedWorld(organization);

    const { csv, manifest } = await world.collect({ flags: { accounts: account.id } });

    expect(csv).toBe(expectedCsv([{ account, denied: given.denied }], COLLECTED_AT));
    const [found] = manifest.accounts;
    expect(found?.unknownFacts).toEqual(given.unknownFacts);
    expect(found?.outcome).toBe(given.unknownFacts.length === 0 ? 'collected' : 'partial');
    const problems = found?.errors.map(({ code, operation }) => `${code} ${operation}`);
    expect(problems?.toSorted()).toEqual(
      given.denied.map((name) => `ACCESS_DENIED ${name}`).sort(),
    );
  });

  it('is asked for user by user if the bulk list makes no sense', async () => {
    const { organization, account } = oddCredentials();
    const world = await simulatedWorld(organization);
    world.simulation.setFaults([
      { match: { operation: 'GetAccountAuthorizationDetails' }, effect: { kind: 'malformed' } },
    ]);

    const { csv, manifest } = await world.collect({ flags: { accounts: account.id } });

    expect(csv).toBe(expectedCsv([{ account }], COLLECTED_AT));
    expect(manifest.accounts).toMatchObject([
      {
        outcome: 'collected',
        errors: [{ code: 'RESPONSE_INVALID', operation: 'GetAccountAuthorizationDetails' }],
      },
    ]);
  });

  it('leaves the number of users unverified if it is the summary', async () => {
    const { organization, account } = oddCredentials();
    deny(account, ['GetAccountSummary']);
    const world = await simulatedWorld(organization);

    const { csv, manifest } = await world.collect({ flags: { accounts: account.id } });

    expect(csv).toBe(expectedCsv([{ account }], COLLECTED_AT));
    expect(manifest.accounts).toMatchObject([
      {
        outcome: 'partial',
        users: account.users.length,
        summaryUsers: null,
        countVerified: false,
        unknownFacts: ['summary'],
        errors: [{ code: 'ACCESS_DENIED', operation: 'GetAccountSummary' }],
      },
    ]);
  });

  it('fails the account if it is who its users are', async () => {
    const { organization, account } = oddCredentials();
    deny(account, ['GetAccountAuthorizationDetails', 'ListUsers']);
    const world = await simulatedWorld(organization);

    const { csv, manifest } = await world.collect({ flags: { accounts: account.id } });

    expect(csv).toBe(null);
    expect(manifest).toMatchObject({
      status: 'FAILED',
      accounts: [
        {
          outcome: 'failed',
          users: 0,
          errors: [
            { code: 'ACCESS_DENIED', operation: 'GetAccountAuthorizationDetails' },
            { code: 'ACCESS_DENIED', operation: 'ListUsers' },
          ],
        },
      ],
    });
  });
});
