import { describe, expect, it } from 'vitest';
import { createCollectAccountHandler } from '../../src/lambda/collect-account-handler.ts';
import { createCollectHandler } from '../../src/lambda/collect-handler.ts';
import { InvocationFailure } from '../../src/lambda/failure.ts';
import { createPlanHandler } from '../../src/lambda/plan-handler.ts';
import { createPublishHandler } from '../../src/lambda/publish-handler.ts';
import { NOW } from '../../test/helpers/run-simulated.ts';
import type { Entered } from './helpers/deployed.ts';
import { deployedWorld, GIVEN_BUCKET, OWN_BUCKET } from './helpers/deployed-world.ts';

const CONTEXT = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 900_000 };
const EVENT = {
  'detail-type': 'Scheduled Event',
  time: NOW.toISOString(),
  resources: ['arn:aws:scheduler:us-east-1:111122223333:schedule/default/daily'],
};

const PLACES: readonly (readonly [string, Entered, string])[] = [
  ['in the bucket of the stack', {}, OWN_BUCKET],
  ['in a bucket of another account', GIVEN_BUCKET, GIVEN_BUCKET.S3BucketName],
];

describe('a run with what the templates allow', () => {
  it.each(PLACES)('is complete as one function, %s', async (_, entered, bucket) => {
    const { world, become, portsOf } = await deployedWorld(entered);
    become('CollectorRole');

    const response = await createCollectHandler(portsOf('SingleCollectFunction'))(EVENT, CONTEXT);

    const { coverage, status, location } = JSON.parse(response.body);
    expect({ status, location }).toEqual({
      status: 'COMPLETE',
      location: `s3://${bucket}/iam-users`,
    });
    expect(coverage.collected).toBe(world.simulation.organization.accounts.length);
  });

  it.each(PLACES)(
    'is complete in steps, each with its own role, %s',
    async (_, entered, bucket) => {
      const { world, become, portsOf } = await deployedWorld({ Size: 'distributed', ...entered });
      become('DistributedPlanRole');
      const planned = await createPlanHandler(portsOf('DistributedPlanFunction'))(EVENT, CONTEXT);
      const { runId, accountsKey } = planned;
      const list = world.simulation.s3.object(OWN_BUCKET, accountsKey)?.bytes.toString() ?? '';
      const Items = list
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      become('CollectorRole');
      const read = await createCollectAccountHandler(portsOf('DistributedCollectAccountFunction'))(
        { BatchInput: { runId, batchesAtATime: 1 }, Items, isLastAttempt: false },
        CONTEXT,
      );
      become('DistributedPublishRole');

      const published = await createPublishHandler(portsOf('DistributedPublishFunction'))(
        { runId },
        CONTEXT,
      );

      expect(read).toMatchObject({ done: planned.accounts, failed: 0 });
      expect(published).toMatchObject({
        runId,
        status: 'COMPLETE',
        latestMoved: true,
        location: `s3://${bucket}/iam-users`,
      });
    },
  );

  it.each(['CollectorRole', 'DistributedPublishRole'])('cannot be planned as %s', async (role) => {
    const { become, portsOf } = await deployedWorld({ Size: 'distributed' });
    become(role);

    const thrown = await createPlanHandler(portsOf('DistributedPlanFunction'))(
      EVENT,
      CONTEXT,
    ).catch((error: unknown) => error);

    expect(thrown).toMatchObject({ name: 'ORGANIZATION_ACCESS_DENIED' });
  });

  it('writes nothing into a bucket that is not the one of its owner', async () => {
    const entered = { ...GIVEN_BUCKET, S3BucketOwner: '555566667777' };
    const { world, become, portsOf } = await deployedWorld(entered);
    become('CollectorRole');

    const thrown = await createCollectHandler(portsOf('SingleCollectFunction'))(
      EVENT,
      CONTEXT,
    ).catch((error: unknown) => error);

    expect(thrown).toBeInstanceOf(InvocationFailure);
    expect(world.simulation.s3.objects(GIVEN_BUCKET.S3BucketName)).toEqual([]);
  });
});
