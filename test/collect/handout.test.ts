import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHandout } from '../../src/collect/handout.ts';
import { createDirectoryStore } from '../../src/store/index.ts';
import { aPlan } from '../output/samples.ts';

const IDS = ['000000000012', '111111111111'];

describe('what a run hands out', () => {
  it('is the plan, with the accounts of a batch in place of all', async () => {
    const { handout } = await storeWithHandout();
    const { runId } = aPlan();
    await handout.write(aPlan(), IDS);

    const plan = await handout.planFor(runId, ['111111111111']);

    const { accounts, ...head } = plan;
    expect({ ...head, accounts: aPlan().accounts }).toEqual(aPlan());
    expect(accounts).toMatchObject([{ accountId: '111111111111', skip: null }]);
  });

  it('lists accounts one a line, with their leading zeros', async () => {
    const { store, handout } = await storeWithHandout();

    await handout.write(aPlan(), IDS);

    const { runId } = aPlan();
    const name = `runs/${runId}/accounts.jsonl`;
    const stored = await store.read(name);
    expect(Buffer.from(stored?.bytes ?? []).toString()).toBe(
      '{"accountId":"000000000012"}\n{"accountId":"111111111111"}\n',
    );
    expect(handout.accountsLocation(runId)).toBe(store.locationOf(name));
  });

  it('is not there for a run that was never begun', async () => {
    const { handout } = await storeWithHandout();

    const thrown = await handout.planFor('20260115T123456Z-0a1b2c', IDS).catch((e: unknown) => e);

    expect(thrown).toMatchObject({ code: 'RUN_NOT_FOUND' });
  });

  it.each(['', '{', '[]', 'null', '{"schemaVersion":2,"settings":{}}', '{"schemaVersion":1}'])(
    'is refused where it reads %j',
    async (text) => {
      const { store, handout } = await storeWithHandout();
      const { runId } = aPlan();
      await store.write(`runs/${runId}/plan-head.json`, Buffer.from(text));

      const thrown = await handout.planFor(runId, IDS).catch((error: unknown) => error);

      expect(thrown).toMatchObject({
        code: 'STORE_FAILED',
        message: expect.stringContaining('plan-head.json, found something else'),
      });
    },
  );
});

async function storeWithHandout() {
  const directory = await mkdtemp(join(tmpdir(), 'handout-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const store = createDirectoryStore(directory);
  return { store, handout: createHandout(store) };
}
