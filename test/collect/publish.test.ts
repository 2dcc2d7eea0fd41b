import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findBegunData } from '../../src/collect/begun-data.ts';
import { findPublished, publish } from '../../src/collect/publish.ts';
import { createRunStore } from '../../src/collect/run-store.ts';
import { NOTHING_READ } from '../../src/model/part.ts';
import { createDirectoryStore } from '../../src/store/index.ts';
import { aPlan } from '../output/samples.ts';

const PLAN = aPlan();

function clockAt(time: string) {
  return { now: () => new Date(time), sleep: async () => {} };
}

/** A run whose one account was read; it has no users. */
async function readRun() {
  const path = await mkdtemp(join(tmpdir(), 'iam-users-publish-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const target = createDirectoryStore(path);
  const runStore = createRunStore(createDirectoryStore(join(path, '_iam-users')));
  await runStore.writePart(PLAN.runId, {
    outcome: { ...NOTHING_READ, accountId: '111111111111', outcome: 'collected', errors: [] },
    users: [],
  });
  return { path, target, runStore, clock: clockAt('2026-03-01T12:01:00Z') };
}

describe('the store of a run', () => {
  it('has a good part once one that did not fail is kept, or found by another process', async () => {
    const { path, runStore } = await readRun();
    const place = () => createRunStore(createDirectoryStore(join(path, '_iam-users')));
    const [fresh, other] = [place(), place()];
    const failed = { ...NOTHING_READ, accountId: '222222222222', errors: [] };

    await fresh.writePart(PLAN.runId, { outcome: { ...failed, outcome: 'failed' }, users: [] });
    await other.readPart(PLAN.runId, '111111111111');

    expect(runStore.hasGoodPart()).toBe(true);
    expect(fresh.hasGoodPart()).toBe(false);
    expect(other.hasGoodPart()).toBe(true);
  });
});

describe('publishing', () => {
  it('gives the snapshot of another attempt at the run that was quicker', async () => {
    const ports = await readRun();
    const quicker = await publish(PLAN, ports, null);

    const later = { ...ports, clock: clockAt('2026-03-01T12:02:00Z') };
    const slower = await publish(PLAN, later, null);

    expect(quicker.manifest.finishedAt).toBe('2026-03-01T12:01:00Z');
    expect(slower).toEqual(quicker);
  });

  it('puts down what it is about to say, in the very words', async () => {
    const { runStore, ...ports } = await readRun();

    const { manifest, manifestName } = await publish(PLAN, { ...ports, runStore }, null);

    expect(await runStore.readData(PLAN.runId)).toEqual({
      schemaVersion: 1,
      marks: { taken: false, incomplete: false },
      published: { manifest, manifestName },
    });
  });
});

describe('what an earlier attempt left', () => {
  it('is no snapshot if the manifest of that name makes no sense', async () => {
    const { path, ...ports } = await readRun();
    const { manifestName } = await publish(PLAN, ports, null);
    await writeFile(join(path, manifestName), JSON.stringify({ runId: PLAN.runId }));

    const found = await findPublished(PLAN, ports.target);

    expect(found).toBe(null);
  });

  it.each([
    [true, { taken: false, incomplete: false }],
    [false, { taken: true, incomplete: false }],
  ])('counts as begun (%j) if a file of the names put down is there', async (isBegun, marks) => {
    const { target, runStore, clock } = await readRun();
    await publish(PLAN, { target, runStore, clock }, null);
    const record = { schemaVersion: 1, marks, published: null } as const;
    await runStore.writeData(PLAN.runId, record);

    const begun = await findBegunData(PLAN, runStore, target);

    expect(begun).toEqual(isBegun ? record : null);
  });

  it.each(['', '{}', 'null', '{"schemaVersion":1,"marks":{},"published":null}'])(
    'is not guessed at: the record %j is an error',
    async (text) => {
      const { path, target, runStore, clock } = await readRun();
      await publish(PLAN, { target, runStore, clock }, null);
      const file = join(path, '_iam-users/runs', PLAN.runId, 'data.json');
      await writeFile(file, text);

      const found = findBegunData(PLAN, runStore, target);

      await expect(found).rejects.toMatchObject({
        code: 'STORE_FAILED',
        message: `expected the data record of a run at ${file}, found something else`,
      });
    },
  );
});
