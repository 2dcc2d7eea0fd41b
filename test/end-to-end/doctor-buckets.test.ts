import { describe, expect, it } from 'vitest';
import type { BucketOptions } from '../../src/simulation/s3/bucket.ts';
import { diagnosed, inShort } from '../helpers/diagnosed.ts';
import {
  EXTERNAL_ID,
  enforce,
  enforcedWorld,
  inBuckets,
  printedPolicies,
} from '../helpers/enforced.ts';
import { oneAccount } from '../helpers/one-account.ts';
import { withoutAction } from '../helpers/printed-policy.ts';
import { provokingOrganization } from '../helpers/provoking.ts';
import type { SimulatedWorld } from '../helpers/run-simulated.ts';

interface Trouble {
  readonly what: string;
  readonly bucket: BucketOptions;
  /** Whether a run publishes all the same. */
  readonly publishes: boolean;
  readonly found: string;
  readonly says: RegExp;
}

const OWNER = '111122223333';

const TROUBLES: readonly Trouble[] = [
  {
    what: 'belongs to somebody else',
    bucket: { owner: '999988887777' },
    publishes: false,
    found: 'STORE_ACCESS_DENIED CreateMultipartUpload RUN_FAILS',
    says: /Check that account 111122223333 owns the bucket/,
  },
  {
    what: 'may not be written',
    bucket: { owner: OWNER, deny: [{ action: 's3:PutObject' }] },
    publishes: false,
    found: 'STORE_ACCESS_DENIED CreateMultipartUpload RUN_FAILS',
    says: /Allow s3:PutObject on s3:\/\/results\/iam\/IAM_USER_TAGS_/,
  },
  {
    what: 'takes data but no manifest',
    bucket: {
      owner: OWNER,
      deny: [{ action: 's3:PutObject', prefix: 'iam/_iam-users/manifests/' }],
    },
    publishes: false,
    found: 'STORE_ACCESS_DENIED CreateMultipartUpload RUN_FAILS',
    says: /Allow s3:PutObject on s3:\/\/results\/iam\/_iam-users\/manifests\//,
  },
  {
    what: 'may not be read',
    bucket: { owner: OWNER, deny: [{ action: 's3:GetObject' }] },
    publishes: true,
    found: 'STORE_ACCESS_DENIED GetObject RUN_IMPAIRED',
    says: /Allow s3:GetObject on s3:\/\/results\/iam\/_iam-users\/latest.json/,
  },
  {
    what: 'may not be listed',
    bucket: { owner: OWNER, deny: [{ action: 's3:ListBucket' }] },
    publishes: true,
    found: 'STORE_ACCESS_DENIED GetObject RUN_IMPAIRED',
    says: /Allow s3:ListBucket on the bucket results/,
  },
  {
    what: 'does not let uploads be given up',
    bucket: { owner: OWNER, deny: [{ action: 's3:AbortMultipartUpload' }] },
    publishes: true,
    found: 'STORE_ACCESS_DENIED AbortMultipartUpload RUN_IMPAIRED',
    says: /Allow s3:AbortMultipartUpload on s3:\/\/results\/iam\/IAM_USER_TAGS_/,
  },
  {
    what: 'is in another region',
    bucket: { owner: OWNER, region: 'eu-central-1' },
    publishes: false,
    found: 'STORE_ACCESS_DENIED CreateMultipartUpload RUN_FAILS',
    says: /Set --region \(or AWS_REGION\) to eu-central-1/,
  },
];

describe('a bucket that', () => {
  it.each(TROUBLES)('$what is named, and what a run would make of it', async (trouble) => {
    const { world, flags } = await worldWithBucket(trouble.bucket);

    const { causes } = await diagnosed(world, { flags });
    const run = await world.collect({ flags }).then(
      ({ manifest }) => manifest.status === 'COMPLETE',
      () => false,
    );

    expect(causes.map(inShort)[0]).toBe(trouble.found);
    expect(causes[0]?.remedy).toMatch(trouble.says);
    expect(run).toBe(trouble.publishes);
  });

  it('is not there is named once, for the result and the run', async () => {
    const { world, account } = await oneAccount((user) => [user('a')]);

    const { causes } = await diagnosed(world, {
      flags: { accounts: account.id, to: 's3://nowhere/iam' },
    });

    expect(causes.map(inShort)).toEqual(['BUCKET_MISSING CreateMultipartUpload RUN_FAILS']);
  });

  it('takes the result and not the run has the run on this machine', async () => {
    const { world, flags } = await worldWithBucket({
      owner: OWNER,
      deny: [{ action: 's3:PutObject', prefix: 'iam/_iam-users/runs/' }],
    });
    const { runStore: _, ...besideTarget } = flags;

    const { causes, places } = await diagnosed(world, { flags: besideTarget });

    expect(causes.map(inShort)).toEqual(['STORE_ACCESS_DENIED CreateMultipartUpload RUN_IMPAIRED']);
    expect(causes[0]?.message).toContain('A run is kept in ');
    expect(places.map(({ use }) => use)).toEqual(['target', 'run store', 'run store']);
  });

  it('is being tried when the diagnosis is stopped is left without an upload', async () => {
    const { world, flags } = await worldWithBucket({ owner: OWNER });
    const stop = new AbortController();
    const begins = { service: 's3', operation: 'CreateMultipartUpload' } as const;
    world.simulation.before(begins, 1, () => stop.abort());

    const stopped = diagnosed(world, { flags, signal: stop.signal });

    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(world.simulation.s3.requests().CreateMultipartUpload).toBeGreaterThan(0);
    expect(world.simulation.s3.uploads('results')).toEqual([]);
  });

  it('is fine is left as it was, with what was published there before', async () => {
    const { world, flags } = await worldWithBucket({ owner: OWNER });
    const { s3 } = world.simulation;
    await world.collect({ flags });
    const before = s3.objects('results');

    const { isFine } = await diagnosed(world, { flags });

    expect(isFine).toBe(true);
    expect(s3.objects('results')).toEqual(before);
    expect(s3.uploads('results')).toEqual([]);
    expect(s3.requests().PutObject).toBe(before.length);
  });
});

describe('a key of AWS KMS', () => {
  it.each([
    ['kms:GenerateDataKey', 'CreateMultipartUpload'],
    ['kms:Decrypt', 'UploadPart'],
  ])('that denies %s is named', async (action, operation) => {
    const settings = inBuckets(provokingOrganization().rootId);
    const policies = await printedPolicies(settings);
    const world = await enforcedWorld(policies);
    const { simulation } = world;
    enforce(world, { ...policies, collector: withoutAction(policies.collector, action) });

    const { causes } = await diagnosed(world, { flags: { ...settings, externalId: EXTERNAL_ID } });

    expect(causes.map(inShort)).toEqual([`STORE_ACCESS_DENIED ${operation} RUN_FAILS`]);
    expect(causes[0]?.remedy).toContain(`Allow ${action} on the KMS key of the bucket`);
    for (const bucket of ['amzn-s3-demo-bucket', 'amzn-s3-demo-bucket1']) {
      expect(simulation.s3.uploads(bucket)).toEqual([]);
    }
  });
});

/** One account, a bucket for the result, and the run kept on disk. */
async function worldWithBucket(bucket: BucketOptions) {
  const { world, account } = await oneAccount((user) => [user('a')]);
  world.simulation.s3.createBucket('results', bucket);
  const flags = {
    accounts: account.id,
    to: 's3://results/iam',
    bucketOwner: OWNER,
    runStore: runStoreOf(world),
  };
  return { world, flags };
}

function runStoreOf({ directory }: SimulatedWorld): string {
  return `${directory}/runs`;
}
