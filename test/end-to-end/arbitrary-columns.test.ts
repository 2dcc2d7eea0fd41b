import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { User } from '../../src/simulation/index.ts';
import { arbitraryUsers, REPORT_AT } from '../helpers/arbitrary-users.ts';
import { allExpectedNames } from '../helpers/expected-columns.ts';
import { expectedJsonLines } from '../helpers/expected-jsonl.ts';
import { accountsOf, smallOrganization } from '../helpers/organizations.ts';
import { COLLECTED_AT, openWorld } from '../helpers/run-simulated.ts';

type Extras = Pick<
  User,
  | 'attachedPolicies'
  | 'inlinePolicies'
  | 'permissionsBoundary'
  | 'sshPublicKeys'
  | 'serviceSpecificCredentials'
>;

const ARN = 'arn:aws:iam::aws:policy/';
const POLICY = fc.constantFrom('ReadOnlyAccess', 'b', 'B').map((name) => ({
  name,
  arn: `${ARN}${name}`,
}));
const ID = fc.string({ unit: fc.constantFrom('A', 'B', '2'), minLength: 16, maxLength: 20 });

/** What the report does not tell, in any order. */
const EXTRAS: fc.Arbitrary<Extras> = fc.record({
  attachedPolicies: fc.uniqueArray(POLICY, { selector: ({ name }) => name }),
  inlinePolicies: fc
    .subarray(['own-objects', 'Own', '=1+1'])
    .map((names) => names.toReversed().map((name) => ({ name, document: '{}' }))),
  permissionsBoundary: fc.constantFrom(null, `${ARN}PowerUserAccess`),
  sshPublicKeys: fc.uniqueArray(
    fc.record({
      id: ID,
      status: fc.constantFrom('Active', 'Inactive'),
      uploadedAt: fc.constant(REPORT_AT),
    }),
    { maxLength: 3, selector: ({ id }) => id },
  ),
  serviceSpecificCredentials: fc.uniqueArray(
    fc.record({
      id: ID,
      serviceName: fc.constantFrom('bedrock.amazonaws.com', 'codecommit.amazonaws.com'),
      status: fc.constantFrom('Active', 'Inactive', 'Expired'),
      createdAt: fc.constant('2026-01-15T12:34:56Z'),
      expiresAt: fc.constantFrom(null, '2030-01-01T00:00:00Z'),
      serviceUserName: fc.constant(null),
      alias: fc.constant('alias'),
    }),
    { maxLength: 3, selector: ({ id }) => id },
  ),
});

describe('all columns of any account that IAM allows', () => {
  it('are as in truth, however old the report is', async () => {
    const [{ id }] = accountsOf(smallOrganization('arbitrary', { users: 0 }));
    const users = arbitraryUsers(id).chain((found) =>
      fc
        .array(EXTRAS, { minLength: found.length, maxLength: found.length })
        .map((extras) => found.map((user, index) => ({ ...user, ...extras[index] }))),
    );
    const rows = fc.constantFrom('user' as const, 'access-key' as const);

    await fc.assert(fc.asyncProperty(users, rows, fc.boolean(), asInTruth), { numRuns: 40 });
  });
});

async function asInTruth(
  users: readonly User[],
  rows: 'user' | 'access-key',
  isReportOld: boolean,
): Promise<void> {
  const organization = smallOrganization('arbitrary', { users: 0 });
  const [account] = accountsOf(organization);
  account.users = users.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  account.report = {
    ...account.report,
    existing: isReportOld ? { generatedAt: REPORT_AT, ghosts: [] } : null,
  };
  const world = await openWorld(organization);
  try {
    const { csv: jsonl, manifest } = await world.collect({
      flags: { accounts: account.id, columns: 'all', format: 'jsonl', rows },
    });

    const credentialReportTime = manifest.accounts[0]?.credentialReportTime ?? '';
    const expected = [{ account, credentialReportTime }];
    const columns = allExpectedNames();
    expect(jsonl).toBe(expectedJsonLines(expected, COLLECTED_AT, { columns, rows }));
    const { unknownFacts, outcome } = manifest.accounts[0] ?? {};
    const inRows = new Set((jsonl ?? '').match(/"UnknownFacts":\[[^\]]+\]/g));
    expect(unknownFacts).toEqual(inRows.size === 0 ? [] : ['passwordDates']);
    expect(outcome).toBe(inRows.size === 0 ? 'collected' : 'partial');
  } finally {
    await world.close();
  }
}
