import { describe, expect, it } from 'vitest';
import type { FaultEffect } from '../../src/simulation/index.ts';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import { COLLECTED_AT, simulatedWorld } from '../helpers/run-simulated.ts';

const FAULTS: readonly { readonly what: string; readonly effects: readonly FaultEffect[] }[] = [
  { what: 'are throttled', effects: [{ kind: 'throttle' }] },
  { what: 'get a server error', effects: [{ kind: 'status', status: 500 }] },
  { what: 'get the page of a load balancer', effects: [{ kind: 'status', status: 503 }] },
  { what: 'lose their connection', effects: [{ kind: 'reset' }] },
  { what: 'lose their answer', effects: [{ kind: 'reset', answered: true }] },
  { what: 'get half an answer', effects: [{ kind: 'cut' }] },
  { what: 'get an answer that does not close', effects: [{ kind: 'malformed' }] },
  { what: 'get their answer in drops', effects: [{ kind: 'drip', ms: 20 }] },
  {
    what: 'meet all of that',
    effects: [
      { kind: 'throttle' },
      { kind: 'status', status: 502 },
      { kind: 'reset' },
      { kind: 'cut' },
      { kind: 'malformed' },
    ],
  },
];

describe('a run of which many calls go wrong', () => {
  it.each(FAULTS)('misses nothing if they $what', async ({ what, effects }) => {
    const organization = smallOrganization(what);
    const world = await simulatedWorld(organization, {
      pages: { maximum: 5 },
      faults: effects.map((effect) => ({ probability: 0.4 / effects.length, seed: what, effect })),
    });

    const { csv, manifest } = await world.collect();

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest.coverage).toMatchObject({ collected: 3, percent: 100 });
  });

  it('misses nothing, and writes nothing twice, if Amazon S3 is no better', async () => {
    const organization = smallOrganization('s3 too');
    const world = await simulatedWorld(organization);
    world.simulation.s3.createBucket('results');
    world.simulation.setFaults([
      { probability: 0.2, seed: 's3 a', effect: { kind: 'throttle' } },
      { probability: 0.1, seed: 's3 b', effect: { kind: 'reset' } },
      { probability: 0.1, seed: 's3 c', effect: { kind: 'reset', answered: true } },
    ]);

    const { csv, manifest, result } = await world.collect({ flags: { to: 's3://results/iam' } });

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest.coverage).toMatchObject({ collected: 3, percent: 100 });
    expect(result.latestMoved).toBe(true);
    const names = world.simulation.s3.objects('results').map(({ key }) => key);
    expect(names.filter((name) => name.endsWith('.csv'))).toEqual([
      `iam/IAM_USER_TAGS_${organization.id}_combined_2026-01-15_12-34-56.csv`,
    ]);
    expect(names.filter((name) => name.endsWith('.manifest.json'))).toHaveLength(1);
  });

  it('counts in the manifest how often it was throttled', async () => {
    const organization = smallOrganization('counted throttles');
    const world = await simulatedWorld(organization, {
      faults: [
        { match: { service: 'iam' }, probability: 0.4, seed: 'iam', effect: { kind: 'throttle' } },
        {
          match: { service: 'sts', operation: 'AssumeRole' },
          times: 3,
          effect: { kind: 'throttle' },
        },
      ],
    });

    const { manifest } = await world.collect();

    const throttles = manifest.accounts.reduce((sum, account) => sum + account.throttles, 0);
    expect(throttles).toBe(world.simulation.calls.throttles);
    expect(throttles).toBeGreaterThan(10);
  });
});
