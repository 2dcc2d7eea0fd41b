import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../src/simulation/index.ts';
import { accountsOf, removeRole, smallOrganization } from '../helpers/organizations.ts';
import { simulatedWorld } from '../helpers/run-simulated.ts';
import {
  beginRun,
  callsOf,
  collectBatch,
  idsOf,
  membersOf,
  partOf,
  RUN,
} from '../helpers/steps.ts';

describe('a batch', () => {
  it('that is delivered again asks IAM nothing', async () => {
    const organization = smallOrganization('batch twice');
    const world = await simulatedWorld(organization);
    await beginRun(world);
    const once = await collectBatch(world, idsOf(organization));
    const before = callsOf(world, 'iam');

    const again = await collectBatch(world, idsOf(organization));

    expect([once, again]).toEqual([
      { done: 3, failed: 0 },
      { done: 3, failed: 0 },
    ]);
    expect(callsOf(world, 'iam')).toBe(before);
  });

  it('has a failed account as one of its results where another attempt would not help', async () => {
    const organization = smallOrganization('no role', { accounts: 4 });
    const [first] = membersOf(organization);
    removeRole(first);
    const world = await simulatedWorld(organization);
    await beginRun(world);

    const tally = await collectBatch(world, idsOf(organization));

    expect(tally).toEqual({ done: 3, failed: 1 });
    expect((await partOf(world, first.id))?.outcome.errors).toMatchObject([
      { code: 'ROLE_NOT_ASSUMABLE' },
    ]);
  });

  it.each<[string, FaultRule['effect']]>([
    ['THROTTLED', { kind: 'throttle' }],
    ['AWS_UNAVAILABLE', { kind: 'status', status: 503 }],
    ['CONNECTION_FAILED', { kind: 'reset' }],
    ['RESPONSE_INVALID', { kind: 'malformed' }],
  ])('is to be tried again after %s, when all else is read', async (code, effect) => {
    const organization = smallOrganization(`passing ${code}`);
    const [first, second, third] = accountsOf(organization);
    const world = await simulatedWorld(organization);
    await beginRun(world);
    world.simulation.setFaults([{ match: { service: 'iam', accountId: first.id }, effect }]);

    const thrown = await collectBatch(world, idsOf(organization)).catch((error: unknown) => error);
    const others = await Promise.all([second, third].map(({ id }) => partOf(world, id)));
    world.simulation.setFaults([]);
    const before = callsOf(world, 'iam', second.id);
    const again = await collectBatch(world, idsOf(organization));

    expect(thrown).toMatchObject({ code });
    expect(others.map((part) => part?.outcome.outcome)).toEqual(['collected', 'collected']);
    expect(again).toEqual({ done: 3, failed: 0 });
    expect(callsOf(world, 'iam', second.id)).toBe(before);
  });

  it('keeps the failure as the result at its last attempt', async () => {
    const organization = smallOrganization('last attempt');
    const [first] = accountsOf(organization);
    const world = await simulatedWorld(organization);
    await beginRun(world);
    world.simulation.setFaults([
      { match: { service: 'iam', accountId: first.id }, effect: { kind: 'throttle' } },
    ]);

    const tally = await collectBatch(world, idsOf(organization), { isLastAttempt: true });

    expect(tally).toEqual({ done: 2, failed: 1 });
    const errors = (await partOf(world, first.id))?.outcome.errors;
    expect(new Set(errors?.map(({ code }) => code))).toEqual(new Set(['THROTTLED']));
  });

  it('reads all it can before it says that a part could not be kept', async () => {
    const organization = smallOrganization('store fails');
    const [first, second, third] = accountsOf(organization);
    const world = await simulatedWorld(organization);
    world.simulation.s3.createBucket('results');
    const options = { flags: { to: 's3://results', concurrency: '1' } };
    await beginRun(world, options);
    world.simulation.setFaults([
      {
        match: { service: 's3', key: `*/parts/${first.id}*` },
        effect: { kind: 'status', status: 500 },
        after: 1,
      },
    ]);

    const thrown = await collectBatch(world, idsOf(organization), options).catch((e: unknown) => e);

    const parts = [first, second, third].map(({ id }) =>
      world.simulation.s3.object('results', `_iam-users/runs/${RUN}/parts/${id}.jsonl.gz`),
    );
    expect(thrown).toMatchObject({ code: 'STORE_FAILED' });
    expect(parts.map((part) => part !== null)).toEqual([false, true, true]);
  });

  it('is to be tried again where the credentials of the caller have expired, by others', async () => {
    const organization = smallOrganization('expired', { accounts: 4 });
    const [first, second, third] = membersOf(organization);
    const world = await simulatedWorld(organization);
    await beginRun(world);
    world.simulation.setFaults([
      { match: { operation: 'AssumeRole', accountId: first.id }, effect: { kind: 'expired' } },
    ]);

    const thrown = await collectBatch(world, idsOf(organization)).catch((error: unknown) => error);

    const others = await Promise.all([second, third].map(({ id }) => partOf(world, id)));
    expect(thrown).toMatchObject({ code: 'CREDENTIALS_EXPIRED' });
    expect(others.map((part) => part?.outcome.outcome)).toEqual(['collected', 'collected']);
  });

  it('of a run that was never begun is an error that no attempt helps against', async () => {
    const world = await simulatedWorld(smallOrganization('no run'));

    const thrown = await collectBatch(world, ['111111111111']).catch((error: unknown) => error);

    expect(thrown).toMatchObject({ code: 'RUN_NOT_FOUND' });
  });
});
