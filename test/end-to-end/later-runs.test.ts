import { describe, expect, it } from 'vitest';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import { simulatedWorld } from '../helpers/run-simulated.ts';

describe('a later run', () => {
  it('gives what a first run gives', async () => {
    const organization = smallOrganization('later', { users: 40 });
    const world = await simulatedWorld(organization);
    await world.collect();
    const listed = world.simulation.calls.count('iam:ListAccessKeys');
    world.simulation.calls.reset();
    const now = new Date('2026-01-15T13:00:00Z');

    const { csv, manifest } = await world.collect({ now });

    expect(csv).toBe(expectedCsvOf(organization.accounts, manifest.collectedAt));
    expect(manifest.status).toBe('COMPLETE');
    expect(world.simulation.calls.count('iam:ListAccessKeys')).toBeLessThan(listed / 5);
  });
});
