import { describe, expect, it } from 'vitest';
import type { FaultEffect } from '../../../src/simulation/index.ts';
import { expectedCsvOf } from '../../helpers/expected-csv.ts';
import {
  describeEnds,
  describeHarmless,
  describeRefusals,
  expectAccounts,
  inScene,
} from '../../helpers/fault-rows.ts';
import { FEW_ATTEMPTS, NOW } from '../../helpers/run-simulated.ts';

/** The objects that a run writes, in the order in which it does. */
const OBJECTS = {
  'the plan': 'iam/_iam-users/runs/*/plan.json',
  'a part': '*/parts/*',
  'the record of the data': '*/data.json',
  'the data': 'iam/IAM_*.csv',
  'the manifest': '*.manifest.json',
  'latest.json': '*/latest.json',
} as const;

/** What can go wrong with one attempt to put an object. */
const EFFECTS: Readonly<Record<string, FaultEffect>> = {
  'is refused with SlowDown': { kind: 'throttle' },
  'gets the page of a load balancer': { kind: 'status', status: 503 },
  'loses the connection': { kind: 'reset' },
  'loses the answer after the bytes landed': { kind: 'reset', answered: true },
};

const CONFLICT: FaultEffect = { kind: 'error', code: 'ConditionalRequestConflict', status: 409 };

const DOWN = { kind: 'status', status: 503 } as const;
const CUT = { kind: 'cut' } as const;
const MALFORMED = { kind: 'malformed' } as const;
const LOST = { kind: 'reset', answered: true } as const;

function putting(key: string) {
  return { service: 's3', operation: 'PutObject', key } as const;
}

describeHarmless(
  Object.entries(OBJECTS).flatMap(([object, key]) =>
    Object.entries(EFFECTS).map(([happens, effect]) => ({
      what: `the first attempt to put ${object} ${happens}`,
      faults: () => [{ match: putting(key), times: 1, effect }],
      places: ['a bucket'] as const,
    })),
  ),
);

describeHarmless(
  (['the data', 'the manifest', 'latest.json'] as const).map((object) => ({
    what: `putting ${object}, which is conditional, runs into another write`,
    faults: () => [{ match: putting(OBJECTS[object]), times: 2, effect: CONFLICT }],
    places: ['a bucket'],
  })),
);

describeHarmless([
  {
    what: 'half of the first answer of every read is missing',
    faults: () => [
      { match: { service: 's3', operation: 'GetObject' }, times: 1, effect: { kind: 'cut' } },
    ],
    places: ['a bucket'],
  },
]);

/** Of what earlier runs have listed: reading and writing it saves calls, and no more. */
const KNOWN = '*/known/*';

describeHarmless(
  [
    { match: { service: 's3', operation: 'GetObject', key: KNOWN }, effect: DOWN } as const,
    { match: { service: 's3', operation: 'GetObject', key: KNOWN }, effect: CUT } as const,
    { match: { service: 's3', operation: 'GetObject', key: KNOWN }, effect: MALFORMED } as const,
    { match: putting(KNOWN), effect: DOWN } as const,
    { match: putting(KNOWN), effect: LOST } as const,
  ].map((fault) => ({
    what: `what earlier runs have listed is lost: ${fault.match.operation} ${fault.effect.kind}`,
    faults: () => [fault],
    retry: FEW_ATTEMPTS,
    places: ['a bucket'],
  })),
);

it.each([CUT, MALFORMED, DOWN])(
  'a later run is complete though what was listed comes so: %j',
  async (effect) => {
    await inScene({ what: effect.kind }, 'a bucket', async (scene) => {
      await scene.run();
      scene.simulation.setFaults([
        { match: { service: 's3', operation: 'GetObject', key: KNOWN }, effect },
      ]);
      const later = await scene.run({ now: new Date(NOW.getTime() + 60_000), retry: FEW_ATTEMPTS });

      expect(later.status).toBe(0);
      expect(later.stderr).toMatch(/^warning: .* the result is not affected/m);
      expect(later.csv).toBe(expectedCsvOf(scene.organization.accounts, '2026-01-15T12:35:56Z'));
    });
  },
);

describeEnds(1, [
  ...(['a part', 'the record of the data', 'the data', 'the manifest'] as const).flatMap(
    (object) => [
      {
        what: `Amazon S3 fails whenever ${object} is put`,
        faults: () => [{ match: putting(OBJECTS[object]), effect: DOWN }],
        retry: FEW_ATTEMPTS,
        places: ['a bucket'] as const,
        cause: 'STORE_FAILED at PutObject',
      },
    ],
  ),
  {
    what: 'the record of the data is put and no answer ever comes',
    faults: () => [{ match: putting(OBJECTS['the record of the data']), effect: LOST }],
    retry: FEW_ATTEMPTS,
    places: ['a bucket'],
    cause: 'STORE_FAILED at PutObject',
  },
  {
    what: 'no part can be read again',
    faults: () => [
      { match: { service: 's3', operation: 'GetObject', key: '*/parts/*' }, effect: DOWN },
    ],
    retry: FEW_ATTEMPTS,
    places: ['a bucket'],
    cause: 'STORE_FAILED at GetObject',
  },
]);

describeRefusals(1, [
  {
    what: 'Amazon S3 fails whenever the plan is put',
    faults: () => [{ match: putting(OBJECTS['the plan']), effect: DOWN }],
    retry: FEW_ATTEMPTS,
    places: ['a bucket'],
    cause: 'STORE_FAILED at PutObject',
  },
]);

/** The data and its manifest are whole by then; what is missing is found by whoever resumes the run. */
describe.concurrent('a run whose last object cannot be put ends with 1, and resuming it ends with 0:', () => {
  it.each([
    ['latest.json is refused', OBJECTS['latest.json'], DOWN],
    ['the answer about latest.json is lost', OBJECTS['latest.json'], LOST],
    ['the answer about the data is lost', OBJECTS['the data'], LOST],
    ['the answer about the manifest is lost', OBJECTS['the manifest'], LOST],
  ])('%s, every time', async (what, key, effect) => {
    const row = { what, faults: () => [{ match: putting(key), effect }] };
    await inScene(row, 'a bucket', async (scene) => {
      const ended = await scene.run({ retry: FEW_ATTEMPTS });
      scene.simulation.setFaults([]);
      const resumed = await scene.run({ argv: ['resume', ended.runId] });

      expect(ended.status).toBe(1);
      expect(ended.stderr).toContain('code:       STORE_FAILED at PutObject\n');
      expect(resumed).toMatchObject({ status: 0, runId: ended.runId });
      await expectAccounts(scene, resumed, []);
      expect(await scene.place.names()).toContain('_iam-users/latest.json');
    });
  });
});
