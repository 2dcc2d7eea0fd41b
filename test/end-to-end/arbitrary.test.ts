import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/simulation/index.ts';
import { arbitraryUsers, REPORT_AT } from '../helpers/arbitrary-users.ts';
import { expectedCsv } from '../helpers/expected-csv.ts';
import { accountsOf, smallOrganization } from '../helpers/organizations.ts';
import { COLLECTED_AT, openWorld } from '../helpers/run-simulated.ts';

const STYLE: fc.Arbitrary<Account['report']['style']> = fc.record({
  trueText: fc.constantFrom('true', 'TRUE'),
  dates: fc.constantFrom('Z', '+00:00'),
  additionalColumn: fc.boolean(),
  quoting: fc.constantFrom('rfc4180', 'none'),
  slotOrder: fc.constantFrom('by id', 'active first', 'newest first'),
  rootPassword: fc.constantFrom('told', 'not_supported'),
});

describe('any account that IAM allows', () => {
  it('is in the file byte for byte as it is in truth', async () => {
    const [{ id }] = accountsOf(smallOrganization('arbitrary', { users: 0 }));

    const property = fc.asyncProperty(arbitraryUsers(id), STYLE, fc.boolean(), asInTruth);

    await fc.assert(property, { numRuns: 40 });
  });
});

async function asInTruth(
  users: Account['users'],
  style: Account['report']['style'],
  isReportOld: boolean,
): Promise<void> {
  const organization = smallOrganization('arbitrary', { users: 0 });
  const [account] = accountsOf(organization);
  account.users = users.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  account.report = {
    style,
    existing: isReportOld ? { generatedAt: REPORT_AT, ghosts: [] } : null,
  };
  const world = await openWorld(organization);
  try {
    const { csv, manifest } = await world.collect({ flags: { accounts: account.id } });

    expect(csv).toBe(expectedCsv([{ account }], COLLECTED_AT));
    expect(manifest).toMatchObject({ status: 'COMPLETE', users: users.length });
  } finally {
    await world.close();
  }
}
