import { expect, it } from 'vitest';
import { smallOrganization } from '../helpers/organizations.ts';
import { NOW, simulatedWorld } from '../helpers/run-simulated.ts';
import { TARGET_PLACES } from '../helpers/target-places.ts';

const RUN_ID = '20260115T123456Z-abcdef';

it.each(TARGET_PLACES)(
  'into %s, two deliveries of one event that begin in different seconds make one snapshot',
  async (_, placeOf) => {
    const world = await simulatedWorld(smallOrganization('two deliveries'));
    const { to, names } = placeOf(world);
    const deliver = (delayMs: number) =>
      world
        .collector({ flags: { to }, now: new Date(NOW.getTime() + delayMs) })
        .collect(new AbortController().signal, { runId: RUN_ID });

    const [first, second] = await Promise.all([deliver(0), deliver(1_000)]);

    const data = (await names()).filter((name) => name.endsWith('.csv'));
    expect(second.manifest).toEqual(first.manifest);
    expect(data).toEqual(first.manifest.files.map(({ key }) => key));
    expect([first.latestMoved, second.latestMoved]).toEqual([true, true]);
  },
);
