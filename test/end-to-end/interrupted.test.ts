import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/messages.ts';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { accountsOf, removeRole, smallOrganization } from '../helpers/organizations.ts';
import {
  COLLECTED_AT,
  NOW,
  type SimulatedWorld,
  simulatedWorld,
} from '../helpers/run-simulated.ts';

const FLAGS = { concurrency: '2' };

/** Starts a run that is stopped as soon as so many accounts are finished. */
async function interruptedRun(world: SimulatedWorld, afterAccounts: number) {
  const stop = new AbortController();
  const done: string[] = [];
  let runId = '';
  const onMessage = (message: Message) => {
    if (message.type === 'run-started') runId = message.runId;
    if (message.type !== 'account-finished') return;
    done.push(message.outcome.accountId);
    if (done.length === afterAccounts) stop.abort();
  };
  const run = world.collect({ flags: FLAGS, signal: stop.signal, onMessage });
  const error: unknown = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { error, done, runId };
}

describe('a run that is interrupted', () => {
  it('publishes nothing, and says how to finish it', async () => {
    const world = await simulatedWorld(smallOrganization('interrupted', { accounts: 20 }));

    const { error, done, runId } = await interruptedRun(world, 2);

    expect(error).toMatchObject({
      code: 'INTERRUPTED',
      remedy: expect.stringContaining(`iam-users resume ${runId}`),
    });
    expect(done.length).toBeLessThan(20);
    expect(await world.read('_iam-users/latest.json')).toBe(null);
  });

  it('while it plans says that nothing was read, whatever the signal has for a reason', async () => {
    const world = await simulatedWorld(smallOrganization('planning'));
    const collector = world.collector();

    for (const method of ['collect', 'plan'] as const) {
      const stop = new AbortController();
      world.simulation.before({ operation: 'ListAccounts' }, 1, () => {
        stop.abort(new DOMException('The operation timed out.', 'TimeoutError'));
      });
      await expect(collector[method](stop.signal)).rejects.toMatchObject({
        name: 'CollectorError',
        code: 'INTERRUPTED',
        message: 'stopped before any account was read',
        remedy: 'Begin again: nothing was written.',
      });
    }
  });

  it('is resumed to the bytes of an uninterrupted one, reading no finished account again', async () => {
    const organization = smallOrganization('resumed', { accounts: 6 });
    const world = await simulatedWorld(organization);
    const { done, runId } = await interruptedRun(world, 2);
    const { calls } = world.simulation;
    calls.reset();

    const { csv, manifest, messages } = await world.resume(runId, { flags: FLAGS });

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest).toMatchObject({ runId, status: 'COMPLETE', collectedAt: COLLECTED_AT });
    expect(done.map((id) => calls.count('iam:ListUsers', id))).toEqual(done.map(() => 0));
    expect(calls.count('organizations:ListAccounts')).toBe(0);
    expect(messages[0]).toMatchObject({ type: 'run-started', alreadyDone: done.length });
  });

  it('has the instant, the accounts and the settings of its plan when it is resumed', async () => {
    const organization = smallOrganization('planned', { accounts: 6 });
    const world = await simulatedWorld(organization);
    const { runId } = await interruptedRun(world, 2);

    const later = new Date(NOW.getTime() + 23 * 3_600_000);
    const { csv, manifest } = await world.resume(runId, {
      now: later,
      flags: { ...FLAGS, columns: 'UserName' },
    });

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest.collectedAt).toBe(COLLECTED_AT);
  });

  it('reads those accounts again that failed', async () => {
    const organization = smallOrganization('failed first', { accounts: 6 });
    const world = await simulatedWorld(organization, {
      faults: [
        {
          match: { operation: 'AssumeRole' },
          times: 2,
          effect: { kind: 'error', code: 'AccessDenied', status: 403 },
        },
      ],
    });
    const { runId } = await interruptedRun(world, 3);
    world.simulation.setFaults([]);

    const { csv, manifest } = await world.resume(runId, { flags: FLAGS });

    expect(csv).toBe(expectedCsvOf(organization.accounts, COLLECTED_AT));
    expect(manifest.status).toBe('COMPLETE');
  });

  it('cannot be resumed after a day', async () => {
    const world = await simulatedWorld(smallOrganization('too late'));
    const { runId } = await interruptedRun(world, 1);

    const late = world.resume(runId, { now: new Date(NOW.getTime() + 25 * 3_600_000) });

    await expect(late).rejects.toMatchObject({ code: 'RUN_NOT_RESUMABLE' });
  });

  it('cannot be resumed under an id that no run has', async () => {
    const world = await simulatedWorld(smallOrganization('no such run'));

    const resumed = world.resume('20260115T123456Z-000000');

    await expect(resumed).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
  });

  it('is not published twice if it is resumed after it was', async () => {
    const organization = smallOrganization('published already');
    const world = await simulatedWorld(organization);
    const before = await world.collect();
    removeRole(accountsOf(organization)[0]);

    const after = await world.resume(before.manifest.runId);

    expect(after.manifest).toEqual(before.manifest);
    expect(after.result.latestMoved).toBe(true);
  });
});
