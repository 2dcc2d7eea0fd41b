import type { Store } from '../../src/ports.ts';
import type { BucketOptions } from '../../src/simulation/s3/bucket.ts';
import { createS3 } from '../../src/simulation/s3/s3.ts';
import type { S3Location } from '../../src/store/s3-location.ts';
import { createS3Store } from '../../src/store/s3-store.ts';
import { ACCOUNT, PRINCIPAL, type S3Host, startS3 } from '../simulation/s3/host.ts';

export const RUN = '20260911T131452Z-a1b2c3';

/** More than one part holds. */
export const LARGE_TEXT = 'x'.repeat(17 * 1024 * 1024);

export interface S3UnderTest extends S3Host {
  /** A store in the bucket `results`. */
  storeWith(location?: Partial<S3Location>): Store;
  /** Puts an object as somebody else would. */
  put(key: string, text: string): Promise<void>;
}

/** The simulated Amazon S3 with one bucket, `results`. */
export async function startBucket(options: BucketOptions = {}): Promise<S3UnderTest> {
  const s3 = createS3();
  s3.createBucket('results', { owner: ACCOUNT, ...options });
  const host = await startS3(s3);
  return {
    ...host,
    storeWith: (location = {}) =>
      createS3Store({
        client: host.client,
        bucket: 'results',
        prefix: '',
        expectedBucketOwner: null,
        kmsKeyId: null,
        ...location,
      }),
    async put(key, text) {
      const body = Buffer.from(text);
      const target = `/results/${key}`;
      await s3.handle({ method: 'PUT', target, headers: {}, body, principal: PRINCIPAL });
    },
  };
}

/** Drafts a text, publishes it as `name`, and discards the draft. */
export async function publish(store: Store, text: string, name = 'data.csv') {
  const draft = await store.draft();
  try {
    await draft.append(text);
    return { result: await draft.publishAs(name, RUN), sha256: draft.digest().sha256 };
  } finally {
    await draft.discard();
  }
}
