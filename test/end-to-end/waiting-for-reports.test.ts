import { describe, expect, it } from 'vitest';
import { generateOrganization, type Organization } from '../../src/simulation/index.ts';
import { expectedCsv } from '../helpers/expected-csv.ts';
import { accountsOf, smallOrganization } from '../helpers/organizations.ts';
import { COLLECTED_AT, NOW, simulatedWorld } from '../helpers/run-simulated.ts';

/** Every look for a report takes so long, in which the other accounts can be begun many times over. */
const LOOK_MS = 1_000;

/** Which accounts were begun and finished, in that order, where one at a time is read. */
async function progressOf(organization: Organization) {
  const world = await simulatedWorld(organization, {
    report: { polls: 1 },
    faults: [
      {
        match: { operation: 'GetCredentialReport' },
        effect: { kind: 'delay', ms: LOOK_MS },
      },
    ],
  });
  const { csv, messages } = await world.collect({ flags: { concurrency: '1' } });
  const progress = messages
    .map(({ type }) => type)
    .filter((type) => type === 'account-started' || type === 'account-finished');
  return { csv, progress };
}

describe('an account whose report is awaited', () => {
  it('lets others be read meanwhile, and loses nothing by it', async () => {
    const organization = smallOrganization('waiting for reports');

    const { csv, progress } = await progressOf(organization);

    expect(progress.slice(0, 3)).toEqual(Array(3).fill('account-started'));
    expect(csv).toBe(
      expectedCsv(
        accountsOf(organization).map((account) => ({ account })),
        COLLECTED_AT,
      ),
    );
  });

  it('keeps its place if it holds thousands of users', async () => {
    const { progress } = await progressOf(
      generateOrganization({
        seed: 'large',
        accounts: 2,
        usersPerAccount: 2_001,
        shares: { accessKeys: 0, signingCertificates: 0 },
        now: NOW,
      }),
    );

    expect(progress.slice(0, 2)).toEqual(['account-started', 'account-finished']);
  });
});
