import { describe, expect, it } from 'vitest';
import { createS3Client } from '../../src/store/s3-client.ts';
import { createS3Store } from '../../src/store/s3-store.ts';
import {
  BUCKETS,
  EXTERNAL_ID,
  enforce,
  enforcedWorld,
  inBuckets,
  type Policies,
  printedPolicies,
} from '../helpers/enforced.ts';
import { withoutAction } from '../helpers/printed-policy.ts';
import { provokingOrganization } from '../helpers/provoking.ts';
import type { Published, SimulatedWorld } from '../helpers/run-simulated.ts';

const SETTINGS = inBuckets(provokingOrganization().rootId);
const FLAGS = { ...SETTINGS, externalId: EXTERNAL_ID, concurrency: '1' };

function without(policies: Policies, action: string): Policies {
  return { ...policies, collector: withoutAction(policies.collector, action) };
}

describe('the permission to list the bucket', () => {
  it('lets a run be resumed, which looks for parts that are not there', async () => {
    const policies = await printedPolicies(SETTINGS);
    const world = await enforcedWorld(policies);
    const runId = await interruptedRun(world);

    enforce(world, without(policies, 's3:ListBucket'));
    const denied = world.resume(runId, { flags: FLAGS });
    await expect(denied).rejects.toMatchObject({
      code: 'STORE_ACCESS_DENIED',
      operation: 'GetObject',
      message: expect.stringContaining('not authorized to perform: s3:ListBucket'),
    });

    enforce(world, policies);
    const { manifest } = await world.resume(runId, { flags: FLAGS });
    expect(manifest.status).toBe('COMPLETE');
  });
});

describe('the permissions of the run store', () => {
  it('let a run find what earlier ones have left for it, or that there is nothing', async () => {
    const world = await enforcedWorld(await printedPolicies(SETTINGS));

    const runs = [await world.collect({ flags: FLAGS }), await world.collect({ flags: FLAGS })];

    expect(runs.map(({ manifest }) => manifest.status)).toEqual(['COMPLETE', 'COMPLETE']);
    expect(runs.flatMap(warnings)).toEqual([]);
    const kept = world.simulation.s3.objects(BUCKETS[1]).map(({ key }) => key);
    expect(kept.filter((key) => key.startsWith('runs/known/'))).toEqual(
      world.simulation.organization.accounts
        .map(({ id }) => `runs/known/${id}.jsonl.gz`)
        .toSorted(),
    );
  });

  it('are not needed for a complete result: what is missing is said once, for all accounts', async () => {
    const world = await enforcedWorld(await printedPolicies(SETTINGS));
    const { s3 } = world.simulation;
    s3.deny(BUCKETS[1], [
      { action: 's3:GetObject', prefix: 'runs/known/' },
      { action: 's3:PutObject', prefix: 'runs/known/' },
    ]);

    const denied = await world.collect({ flags: FLAGS });

    expect(denied.manifest).toMatchObject({ status: 'COMPLETE', coverage: { collected: 3 } });
    expect(denied.manifest.accounts.flatMap(({ errors }) => errors)).toEqual([]);
    expect(warnings(denied)).toEqual(['STORE_ACCESS_DENIED']);
  });
});

describe('the permission to abort an upload', () => {
  it.each([
    ['leaves nothing of a failed upload behind', (policies: Policies) => policies, 0],
    [
      'is all that stands between a failed upload and its parts',
      (policies: Policies) => without(policies, 's3:AbortMultipartUpload'),
      1,
    ],
  ])('%s', async (_, change, left) => {
    const world = await enforcedWorld(change(await printedPolicies(SETTINGS)));
    const { s3 } = world.simulation;
    s3.fail({ operation: 'CompleteMultipartUpload', code: 'InvalidPart' });

    const published = await publishLarge(world);

    expect(published).toContain('large.csv failed: InvalidPart');
    expect(s3.uploads(BUCKETS[0])).toHaveLength(left);
  });
});

function warnings({ messages }: Published): readonly string[] {
  return messages.flatMap((message) => (message.type === 'warning' ? message.code : []));
}

async function interruptedRun(world: SimulatedWorld): Promise<string> {
  const stop = new AbortController();
  let id = '';
  const run = world.collect({
    flags: FLAGS,
    signal: stop.signal,
    onMessage: (message) => {
      if (message.type === 'run-started') id = message.runId;
      if (message.type === 'account-finished') stop.abort();
    },
  });
  await expect(run).rejects.toMatchObject({ code: 'INTERRUPTED' });
  return id;
}

/** Publishes more than one part holds, and gives the message of the error. */
async function publishLarge({ simulation }: SimulatedWorld): Promise<string> {
  const client = createS3Client({
    region: 'us-east-1',
    endpoint: simulation.url,
    credentials: simulation.callerCredentials,
  });
  const draft = await createS3Store({
    client,
    bucket: BUCKETS[0],
    prefix: 'iam/users',
    expectedBucketOwner: null,
    kmsKeyId: SETTINGS.kmsKeyId,
  }).draft();
  try {
    await draft.append('x'.repeat(17 * 1024 * 1024));
    return await draft.publishAs('large.csv', 'run').catch((thrown: Error) => thrown.message);
  } finally {
    await draft.discard();
    client.destroy();
  }
}
