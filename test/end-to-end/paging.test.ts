import { describe, expect, it } from 'vitest';
import { generateOrganization, type SimulationOptions } from '../../src/simulation/index.ts';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { COLLECTED_AT, NOW, simulatedWorld } from '../helpers/run-simulated.ts';

const PAGES: readonly (readonly [string, SimulationOptions['pages'] & object])[] = [
  ['hold no more than two items', { maximum: 2 }],
  ['are shorter than they could be', { maximum: 7, short: true }],
  ['come after empty ones that have a marker', { empty: true }],
  ['are all of that together', { maximum: 2, short: true, empty: true }],
];

describe('lists that come in pages', () => {
  it.each(PAGES)('are read to their end if the pages %s', async (_, pages) => {
    const organization = generateOrganization({
      seed: 'pages',
      accounts: 5,
      usersPerAccount: 15,
      now: NOW,
    });
    const world = await simulatedWorld(organization, { pages });

    const { csv, manifest } = await world.collect();

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest.coverage).toMatchObject({ planned: 5, collected: 5 });
  });

  it('are read to their end if there are more accounts than two pages hold', async () => {
    const organization = generateOrganization({
      seed: 'many accounts',
      accounts: 45,
      usersPerAccount: 2,
      now: NOW,
    });
    const world = await simulatedWorld(organization);

    const { csv, manifest } = await world.collect();

    expect(world.simulation.calls.count('organizations:ListAccounts')).toBe(3);
    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest.coverage).toMatchObject({ planned: 45, collected: 45, percent: 100 });
  });
});
