import { describe, expect, it } from 'vitest';
import { createS3 } from '../../src/simulation/index.ts';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import {
  COLLECTED_AT,
  type Published,
  type SimulatedWorld,
  simulatedWorld,
} from '../helpers/run-simulated.ts';
import { bucketOf } from '../helpers/target-places.ts';

/** A world in which something is done before S3 is asked for the first time to put such an object. */
async function worldWithPause(
  extension: string,
  pause: (world: SimulatedWorld) => Promise<unknown>,
) {
  const s3 = createS3();
  const waiting: (() => Promise<unknown>)[] = [];
  const handle: typeof s3.handle = async (wire) => {
    if (wire.method === 'PUT' && new URL(wire.target, 'http://s3').pathname.endsWith(extension))
      await waiting.pop()?.();
    return s3.handle(wire);
  };
  const organization = smallOrganization('two formats');
  const world = await simulatedWorld(organization, { s3: { ...s3, handle } });
  waiting.push(() => pause(world));
  return { organization, world };
}

describe('of two runs of the same second, one of both formats and one of JSON Lines', () => {
  it.each([
    ['before its first file', '.csv'],
    ['between its files', '.jsonl'],
  ])('each has a manifest of its own files if one waits %s for the other', async (_, extension) => {
    const others: Published[] = [];
    const { organization, world } = await worldWithPause(extension, async (paused) => {
      others.push(await paused.collect({ flags: { to, format: 'jsonl' } }));
    });
    const { to, names } = bucketOf(world);

    const one = await world.collect({ flags: { to, format: 'csv,jsonl' } });

    const named = [one, ...others].map(({ manifest }) => manifest.files.map(({ key }) => key));
    const visible = (await names()).filter((name) => /^[^/]+\.(csv|jsonl)$/.test(name));
    expect(one.csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(named.map((files) => files.length)).toEqual([2, 1]);
    expect(named.flat().sort()).toEqual(visible);
  });
});
