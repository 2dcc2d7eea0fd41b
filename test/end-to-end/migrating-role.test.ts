import { describe, expect, it } from 'vitest';
import { plain } from '../../src/cli/paint.ts';
import { renderSummary } from '../../src/cli/summary/summary.ts';
import { toResponse } from '../../src/lambda/response.ts';
import { expectedCsv } from '../helpers/expected-csv.ts';
import { oddCredentials } from '../helpers/organizations.ts';
import { changeRole } from '../helpers/policies.ts';
import { COLLECTED_AT, simulatedWorld } from '../helpers/run-simulated.ts';

/** The role that collectors of this kind used to ask for. */
const ALLOWED = [
  'ListUsers',
  'ListUserTags',
  'ListGroupsForUser',
  'ListAccessKeys',
  'GetAccessKeyLastUsed',
  'GetLoginProfile',
  'ListMFADevices',
  'ListSigningCertificates',
  'ListAccountAliases',
].map((operation) => `iam:${operation}`);

const DENIED = [
  'GenerateCredentialReport',
  'GetAccountAuthorizationDetails',
  'GetAccountSummary',
  'GetCredentialReport',
];

const TO_ADD = DENIED.map((operation) => `iam:${operation}`);

async function collect() {
  const { organization, account } = oddCredentials();
  changeRole(account, organization.roleName, {
    policies: [{ Statement: { Effect: 'Allow', Action: ALLOWED, Resource: '*' } }],
  });
  const world = await simulatedWorld(organization);
  const published = await world.collect({ flags: { accounts: account.id } });
  return { account, ...published };
}

describe('a role made for another collector', () => {
  it('gives every cell that it can tell', async () => {
    const { account, csv, manifest } = await collect();

    expect(csv).toBe(expectedCsv([{ account, denied: DENIED }], COLLECTED_AT));
    expect(manifest.accounts).toMatchObject([
      { outcome: 'partial', unknownFacts: ['password', 'summary'], countVerified: false },
    ]);
  });

  it('leaves only ages of passwords older than a day unknown', async () => {
    const { csv } = await collect();

    const [header = '', ...rows] = csv?.trimEnd().split('\r\n') ?? [];
    const withUnknown = rows.filter((row) => row.includes('unknown'));

    expect(header.split(',')[10]).toBe('PasswordAge');
    expect(withUnknown.length).toBeGreaterThan(0);
    expect(withUnknown.filter((row) => row.split('unknown').length !== 2)).toEqual([]);
  });

  it('is told in one list what to add', async () => {
    const { result } = await collect();

    const summary = renderSummary(result, { width: 1_000, paint: plain });
    const body = JSON.parse(toResponse(result).body);

    expect(summary).toContain(
      `\nAdd to the policy of the role: ${TO_ADD.join(', ')} (missing in one account). ` +
        '`iam-users policy member` prints the whole policy.\n',
    );
    expect(body.actionsToAdd).toEqual(TO_ADD);
  });
});
