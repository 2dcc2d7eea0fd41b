import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/output/manifest.ts';
import type { FaultRule } from '../../../src/simulation/index.ts';
import { expectedCsvOf } from '../../helpers/expected-csv.ts';
import { BOTH_PLACES, inScene } from '../../helpers/fault-rows.ts';
import type { FaultScene } from '../../helpers/fault-scene.ts';
import { COLLECTED_AT, NOW } from '../../helpers/run-simulated.ts';

const A_SECOND_LATER = new Date(NOW.getTime() + 1000);
const LATER_COLLECTED_AT = '2026-01-15T12:34:57Z';

interface Visible {
  /** By name, the data. */
  readonly data: Readonly<Record<string, string | null>>;
  readonly manifests: readonly Manifest[];
  readonly latest: unknown;
}

/** What somebody finds who looks into the target. */
async function visibleIn({ place, world }: FaultScene): Promise<Visible> {
  const flags = { to: place.to };
  const names = await place.names();
  const read = (name: string) => world.read(name, { flags });
  const data = names.filter((name) => !name.startsWith('_iam-users/'));
  const manifests = names.filter((name) => name.startsWith('_iam-users/manifests/'));
  return {
    data: Object.fromEntries(
      await Promise.all(data.map(async (name) => [name, await read(name)] as const)),
    ),
    manifests: await Promise.all(
      manifests.map(async (name): Promise<Manifest> => JSON.parse((await read(name)) ?? '')),
    ),
    latest: JSON.parse((await read('_iam-users/latest.json')) ?? 'null'),
  };
}

/** No file without a manifest, no manifest without its files. */
function expectNamed({ data, manifests }: Visible): void {
  const named = manifests.flatMap(({ files }) => files.map(({ key }) => key)).sort();
  expect(Object.keys(data).sort()).toEqual(named);
}

describe.each(BOTH_PLACES)('two runs at once into %s', (place) => {
  it('of the same second have a file and a manifest each, and latest.json points to one', async () => {
    await inScene({ what: 'same second' }, place, async (scene) => {
      const ended = await Promise.all([scene.run(), scene.run()]);

      const visible = await visibleIn(scene);
      const whole = expectedCsvOf(scene.organization.accounts, COLLECTED_AT);
      expect(ended.map(({ status }) => status)).toEqual([0, 0]);
      expect(ended.map(({ csv }) => csv)).toEqual([whole, whole]);
      expect(Object.keys(visible.data)).toHaveLength(2);
      expectNamed(visible);
      const ids = ended.map(({ runId }) => runId);
      expect(visible.manifests.map(({ runId }) => runId).sort()).toEqual(ids.toSorted());
      expect(ids.map((runId) => expect.objectContaining({ runId }))).toContainEqual(visible.latest);
    });
  });

  it('of two seconds leave latest.json pointing to the later', async () => {
    await inScene({ what: 'two seconds' }, place, async (scene) => {
      const [earlier, later] = await Promise.all([scene.run(), scene.run({ now: A_SECOND_LATER })]);

      const visible = await visibleIn(scene);
      const { accounts } = scene.organization;
      expect([earlier.status, later.status]).toEqual([0, 0]);
      expect(earlier.csv).toBe(expectedCsvOf(accounts, COLLECTED_AT));
      expect(later.csv).toBe(expectedCsvOf(accounts, LATER_COLLECTED_AT));
      expectNamed(visible);
      expect(visible.latest).toMatchObject({ runId: later.runId });
    });
  });
});

/** Which step of the quicker attempt the slower one catches up with. */
const DELAYS: Readonly<Record<string, FaultRule['match'] & object>> = {
  nothing: { key: 'no such object' },
  'its plan': { operation: 'PutObject', key: '*/plan.json' },
  'a role': { operation: 'AssumeRole' },
  'a part': { operation: 'PutObject', key: '*/parts/*' },
  'the record of the data': { operation: 'PutObject', key: '*/data.json' },
  'the data': { operation: 'PutObject', key: 'iam/IAM_*' },
  'the manifest': { operation: 'PutObject', key: '*.manifest.json' },
  'latest.json': { operation: 'PutObject', key: '*/latest.json' },
};

const RUN_ID = '20260115T123456Z-abcdef';

/** A delivery of the same event at the same time, as AWS Lambda may make it. */
describe('two attempts at one run at once', () => {
  it.each(
    Object.keys(DELAYS).flatMap((what) =>
      BOTH_PLACES.filter((place) => place === 'a bucket' || what === 'nothing').map(
        (place) => [what, place] as const,
      ),
    ),
  )('publish it once, %s delayed (into %s)', async (what, place) => {
    const match = DELAYS[what] ?? {};
    const faults = () => [{ match, times: 1, effect: { kind: 'delay', ms: 60 } as const }];
    await inScene({ what, faults }, place, async (scene) => {
      const attempt = () =>
        scene.world
          .collector({ flags: { to: scene.place.to } })
          .collect(new AbortController().signal, { runId: RUN_ID });

      const results = await Promise.all([attempt(), attempt()]);

      const visible = await visibleIn(scene);
      const whole = expectedCsvOf(scene.organization.accounts, COLLECTED_AT);
      expect(Object.values(visible.data).map((csv) => csv === whole)).toEqual([true]);
      expectNamed(visible);
      expect(visible.manifests).toMatchObject([{ runId: RUN_ID, status: 'COMPLETE' }]);
      expect(visible.latest).toMatchObject({ runId: RUN_ID });
      expect(results).toMatchObject([{ latestMoved: true }, { latestMoved: true }]);
    });
  });
});
