import { describe, expect, it } from 'vitest';
import { generateOrganization } from '../../src/simulation/index.ts';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { COLLECTED_AT, NOW, simulatedWorld } from '../helpers/run-simulated.ts';

const SEEDS = Array.from({ length: 20 }, (_, number) => `seed ${number}`);

describe('a generated organization', () => {
  it.each(SEEDS)('is in the file byte for byte as it is in truth (%s)', async (seed) => {
    const organization = generateOrganization({
      seed,
      accounts: 3,
      usersPerAccount: 12,
      now: NOW,
    });
    const world = await simulatedWorld(organization);

    const { csv, manifest } = await world.collect();

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest).toMatchObject({ status: 'COMPLETE', users: 36 });
    expect(manifest.coverage).toEqual({
      planned: 3,
      collected: 3,
      partial: 0,
      failed: 0,
      skipped: 0,
      percent: 100,
    });
  });
});
