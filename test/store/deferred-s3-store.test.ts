import { describe, expect, it, onTestFinished } from 'vitest';
import { startSimulation } from '../../src/simulation/index.ts';
import { createDeferredS3Store } from '../../src/store/deferred-s3-store.ts';
import { smallOrganization } from '../helpers/organizations.ts';

const PLACE = { bucket: 'results', prefix: 'iam/daily', expectedBucketOwner: null, kmsKeyId: null };

/** Needs nothing that exists, until it is used. */
const UNUSED = { region: 'us-east-1', endpoint: 'http://127.0.0.1:9' };

async function simulatedStore() {
  const simulation = await startSimulation(smallOrganization('deferred'));
  onTestFinished(() => simulation.close());
  simulation.s3.createBucket(PLACE.bucket);
  const { url: endpoint, callerCredentials: credentials } = simulation;
  const config = { region: 'us-east-1', endpoint, credentials, forcePathStyle: true };
  return createDeferredS3Store(config, PLACE);
}

async function namesIn(list: AsyncIterable<string>): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of list) names.push(name);
  return names;
}

describe('a store in Amazon S3 that is not loaded yet', () => {
  it('knows where it is', () => {
    const store = createDeferredS3Store(UNUSED, PLACE);
    const root = createDeferredS3Store(UNUSED, { ...PLACE, prefix: '' });

    expect(store.location).toBe('s3://results/iam/daily');
    expect(store.locationOf('a/b.csv')).toBe('s3://results/iam/daily/a/b.csv');
    expect(root.location).toBe('s3://results');
    expect(root.locationOf('b.csv')).toBe('s3://results/b.csv');
  });

  it('does what a store does when it is used', async () => {
    const store = await simulatedStore();

    await store.tryToWrite('a.json');
    await store.write('a.json', Buffer.from('1'));
    const read = await store.read('a.json');
    const replaced = await store.replace('a.json', Buffer.from('2'), read?.version ?? null);
    const draft = await store.draft();
    await draft.append('x\r\n');
    const published = await draft.publishAs('b.csv', '20260115T123456Z-abcdef');
    await draft.discard();

    expect(Buffer.from(read?.bytes ?? []).toString()).toBe('1');
    expect(replaced).toBe(true);
    expect(published).toBe('created');
    expect(await namesIn(store.list(''))).toEqual(['a.json', 'b.csv']);
  });
});
