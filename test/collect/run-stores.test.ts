import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRunStore, type RunStore } from '../../src/collect/run-store.ts';
import { findResumable, findRun, keepPlan } from '../../src/collect/run-stores.ts';
import { CollectorError } from '../../src/errors.ts';
import type { Message } from '../../src/messages.ts';
import { createDirectoryStore } from '../../src/store/index.ts';
import { aPlan } from '../output/samples.ts';

async function localStore({ isLasting = true } = {}): Promise<RunStore> {
  const directory = await mkdtemp(join(tmpdir(), 'run-stores-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return createRunStore(createDirectoryStore(directory), { isLasting });
}

/** A bucket that lets nothing be written or read beside the data. */
function forbidden(): RunStore {
  const refuse = async () => {
    throw new CollectorError('STORE_ACCESS_DENIED', 'PutObject was denied.');
  };
  const location = 's3://bucket/_iam-users';
  return createRunStore({
    ...createDirectoryStore('nowhere'),
    location,
    read: refuse,
    write: refuse,
    replace: refuse,
  });
}

async function keep(stores: readonly RunStore[]) {
  const messages: Message[] = [];
  const kept = await keepPlan(aPlan(), stores, (message) => messages.push(message));
  return { kept, messages };
}

describe('where a run is kept', () => {
  it('is the preferred store if it can be written and read', async () => {
    const [first, second] = [await localStore(), await localStore()];

    const { kept, messages } = await keep([first, second]);

    expect(kept.runStore).toBe(first);
    expect(messages).toEqual([]);
    expect(await findRun(aPlan().runId, [first, second])).toEqual({
      plan: aPlan(),
      runStore: first,
    });
  });

  it('is the next store if that is refused, and the run says so', async () => {
    const next = await localStore();

    const { kept, messages } = await keep([forbidden(), next]);

    expect(kept.runStore).toBe(next);
    expect(messages).toEqual([
      {
        type: 'warning',
        code: 'STORE_ACCESS_DENIED',
        text: `PutObject was denied. The run is kept in ${next.location} instead.`,
      },
    ]);
  });

  it('may not last, and the run says that too', async () => {
    const { messages } = await keep([forbidden(), await localStore({ isLasting: false })]);

    expect(messages).toMatchObject([
      { text: expect.stringMatching(/ instead, which does not last: it cannot be resumed\.$/) },
    ]);
  });

  it('follows the plan of an attempt at the same run that was quicker', async () => {
    const store = await localStore();
    await keep([store]);

    const later = { ...aPlan(), collectedAt: '2026-12-31T00:00:00Z' };
    const kept = await keepPlan(later, [store], () => {});

    expect(kept.plan).toEqual(aPlan());
  });

  it('is nowhere if the last store refuses too', async () => {
    await expect(keep([forbidden(), forbidden()])).rejects.toMatchObject({
      code: 'STORE_ACCESS_DENIED',
    });
  });
});

describe('finding a run to resume', () => {
  const startedAt = Date.parse(aPlan().startedAt);
  const hoursLater = (hours: number) => new Date(startedAt + hours * 3_600_000);

  it('looks into every store, and passes over those that refuse', async () => {
    const store = await localStore();
    await store.writePlan(aPlan());

    const found = await findResumable(aPlan().runId, [forbidden(), store], hoursLater(23));

    expect(found).toEqual({ plan: aPlan(), runStore: store });
  });

  it('names the places where it has looked in vain', async () => {
    const store = await localStore();

    await expect(
      findResumable('20260101T000000Z-abcdef', [store], hoursLater(0)),
    ).rejects.toMatchObject({
      code: 'RUN_NOT_FOUND',
      message: `expected the run 20260101T000000Z-abcdef in ${store.location}, found none`,
    });
  });

  it('refuses a run that is older than a day', async () => {
    const store = await localStore();
    await store.writePlan(aPlan());

    await expect(findResumable(aPlan().runId, [store], hoursLater(25))).rejects.toMatchObject({
      code: 'RUN_NOT_RESUMABLE',
    });
  });
});
