import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/messages.ts';
import { expectedCsv } from '../helpers/expected-csv.ts';
import { accountsOf, smallOrganization } from '../helpers/organizations.ts';
import { COLLECTED_AT, type Published, simulatedWorld } from '../helpers/run-simulated.ts';

const IAM = { service: 'iam' } as const;

function throttlesOf({ messages }: Published): readonly Extract<Message, { type: 'throttled' }>[] {
  return messages.flatMap((message) => (message.type === 'throttled' ? [message] : []));
}

describe('a run of which AWS takes only so many calls a second', () => {
  it('loses nothing at five a second, and says how slow it got', async () => {
    const organization = smallOrganization('five a second', { users: 4 });
    const world = await simulatedWorld(organization, {
      rateLimits: [{ match: IAM, ratePerSecond: 5, burst: 5 }],
    });

    const published = await world.collect();

    const { manifest, result, csv } = published;
    expect(csv).toBe(
      expectedCsv(
        accountsOf(organization).map((account) => ({ account })),
        COLLECTED_AT,
      ),
    );
    expect(manifest.status).toBe('COMPLETE');
    expect(result.throttling?.throttles).toBe(world.simulation.calls.throttles);
    expect(result.throttling?.slowdown).toMatchObject({ accounts: null });
    expect(result.throttling?.slowdown?.callsPerSecond).toBeLessThan(10);
    expect(throttlesOf(published)[0]).toMatchObject({ type: 'throttled', throttles: 1 });
  });

  it('loses nothing if every account and operation has a bucket of its own', async () => {
    const organization = smallOrganization('own buckets');
    const world = await simulatedWorld(organization, {
      rateLimits: [{ match: IAM, ratePerSecond: 20, burst: 1, per: ['account', 'operation'] }],
    });

    const { manifest, csv } = await world.collect();

    expect(csv).toBe(
      expectedCsv(
        accountsOf(organization).map((account) => ({ account })),
        COLLECTED_AT,
      ),
    );
    expect(manifest.status).toBe('COMPLETE');
    expect(world.simulation.calls.throttles).toBeGreaterThan(0);
  });

  it('loses nothing if the rate changes in the middle', async () => {
    const organization = smallOrganization('changing');
    const world = await simulatedWorld(organization, {
      rateLimits: [{ match: IAM, ratePerSecond: 50, burst: 5 }],
    });
    let finished = 0;

    const { manifest, csv } = await world.collect({
      flags: { concurrency: '1' },
      onMessage: ({ type }) => {
        if (type !== 'account-finished') return;
        finished += 1;
        const ratePerSecond = finished === 1 ? 10 : 100;
        world.simulation.setRateLimits([{ match: IAM, ratePerSecond, burst: 5 }]);
      },
    });

    expect(csv).toBe(
      expectedCsv(
        accountsOf(organization).map((account) => ({ account })),
        COLLECTED_AT,
      ),
    );
    expect(manifest.status).toBe('COMPLETE');
    expect(world.simulation.calls.throttles).toBeGreaterThan(0);
  });

  it('says nothing of rates that did not matter', async () => {
    const world = await simulatedWorld(smallOrganization('no limit'));

    const published = await world.collect();

    expect(published.result).not.toHaveProperty('throttling');
    expect(throttlesOf(published)).toEqual([]);
  });
});
