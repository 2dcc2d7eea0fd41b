import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest, ManifestAccount } from '../../src/output/manifest.ts';
import type { FaultRule } from '../../src/simulation/index.ts';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import { NOW, type SimulatedWorld, simulatedWorld } from '../helpers/run-simulated.ts';
import { TARGET_PLACES } from '../helpers/target-places.ts';

const HOUR_MS = 3_600_000;
const LATER = new Date(NOW.getTime() + 2 * HOUR_MS);
const LATER_INSTANT = '2026-01-15T14:34:56Z';

/** Four accounts other than the caller's, in the order of the manifest. */
async function scene(seed: string) {
  const organization = smallOrganization(seed, { accounts: 5, users: 4 });
  const world = await simulatedWorld(organization);
  const members = organization.accounts
    .filter(({ id }) => id !== organization.caller.accountId)
    .sort((left, right) => (left.id < right.id ? -1 : 1));
  const ids = members.map(({ id }) => id);
  return { world, members, ids, flags: { accounts: ids.join(',') } };
}

/** A role that cannot be assumed, and calls that are denied. */
function denied(accountId: string | undefined, operation = 'AssumeRole'): FaultRule {
  const effect = { kind: 'error', code: 'AccessDenied', status: 403 } as const;
  return { match: { operation, accountId: accountId ?? '' }, effect };
}

function retried(manifest: Manifest, flags: object = {}, now = LATER) {
  return { now, flags: { ...flags, retryFailed: manifest.runId } };
}

function column<Key extends keyof ManifestAccount>({ accounts }: Manifest, key: Key) {
  return accounts.map((account) => account[key]);
}

function roleSessions({ simulation: { calls } }: SimulatedWorld, ids: readonly string[]) {
  return ids.map((id) => calls.count('sts:AssumeRole', id));
}

describe.each(TARGET_PLACES)(
  'in %s, a run that retries what another could not read',
  (_, placeOf) => {
    it('takes over what was collected, reads the rest, and is the latest', async () => {
      const { world, members, ids, ...rest } = await scene('retried');
      const flags = { ...rest.flags, to: placeOf(world).to };
      world.simulation.setFaults([denied(ids[1])]);
      const before = await world.collect({ flags });
      world.simulation.setFaults([]);
      world.simulation.calls.reset();

      const { csv, manifest, result, messages } = await world.collect(
        retried(before.manifest, flags),
      );

      expect(before.manifest.files[0]?.key).toMatch(/_incomplete\.csv$/);
      expect(csv).toBe(expectedCsvOf(members, LATER_INSTANT));
      expect(manifest).toMatchObject({
        parentRunId: before.manifest.runId,
        status: 'COMPLETE',
        collectedAt: LATER_INSTANT,
      });
      expect(manifest.runId).not.toBe(before.manifest.runId);
      expect(column(manifest, 'readAt').map((readAt) => readAt?.slice(0, 13))).toEqual(
        ['12', '14', '12', '12'].map((hour) => `2026-01-15T${hour}`),
      );
      expect(roleSessions(world, ids)).toEqual([0, 1, 0, 0]);
      expect(messages[0]).toMatchObject({ accounts: 4, alreadyDone: 0, adopted: 3 });
      expect(result.latestMoved).toBe(true);
    });
  },
);

describe('a run that retries what another could not read', () => {
  it('reads everything if that had read nothing', async () => {
    const { world, members, ids, flags } = await scene('all failed');
    world.simulation.setFaults(ids.map((id) => denied(id)));
    const before = await world.collect({ flags });
    world.simulation.setFaults([]);

    const { csv, messages } = await world.collect(retried(before.manifest, flags));

    expect(before.manifest.status).toBe('FAILED');
    expect(csv).toBe(expectedCsvOf(members, LATER_INSTANT));
    expect(messages[0]).toMatchObject({ adopted: 0 });
  });

  it('reads accounts that were partial again, and those that have come since, and leaves out those that went', async () => {
    const { world, members, ids } = await scene('come and go');
    world.simulation.setFaults([denied(ids[0], 'ListAccountAliases')]);
    const before = await world.collect({ flags: { accounts: ids.slice(0, 3).join(',') } });
    world.simulation.setFaults([]);
    world.simulation.calls.reset();

    const { csv, manifest } = await world.collect(
      retried(before.manifest, { accounts: [ids[0], ids[1], ids[3]].join(',') }),
    );

    const [first, second, , fourth] = members;
    const expected = [first, second, fourth].flatMap((account) => account ?? []);
    expect(column(before.manifest, 'outcome')).toEqual(['partial', 'collected', 'collected']);
    expect(csv).toBe(expectedCsvOf(expected, LATER_INSTANT));
    expect(manifest.status).toBe('COMPLETE');
    expect(roleSessions(world, ids)).toEqual([1, 0, 0, 1]);
  });

  it('keeps an account as it was read in part if it cannot be read again, and says so', async () => {
    const { world, ids, flags } = await scene('not again');
    world.simulation.setFaults([denied(ids[0], 'ListAccountAliases')]);
    const before = await world.collect({ flags });
    world.simulation.setFaults([denied(ids[0])]);

    const { manifest, csv, messages } = await world.collect(retried(before.manifest, flags));

    expect(manifest.accounts[0]).toEqual(before.manifest.accounts[0]);
    expect(csv?.split('\r\n')).toHaveLength((before.csv ?? '').split('\r\n').length);
    expect(messages).toContainEqual({
      type: 'warning',
      code: 'ROLE_NOT_ASSUMABLE',
      text: expect.stringContaining(`${ids[0]} could not be read again`),
    });
    expect(messages).toContainEqual(
      expect.objectContaining({
        type: 'account-finished',
        outcome: expect.objectContaining({ accountId: ids[0], outcome: 'partial' }),
      }),
    );
  });

  it('reads an account again whose part is damaged', async () => {
    const { world, members, ids, flags } = await scene('damaged');
    const before = await world.collect({ flags });
    const parts = join(world.directory, `out/_iam-users/runs/${before.manifest.runId}/parts`);
    await writeFile(join(parts, `${ids[2]}.jsonl.gz`), 'not a part');
    world.simulation.calls.reset();

    const { csv } = await world.collect(retried(before.manifest, flags));

    expect(csv).toBe(expectedCsvOf(members, LATER_INSTANT));
    expect(roleSessions(world, ids)).toEqual([0, 0, 1, 0]);
  });

  it('can itself be stopped and resumed', async () => {
    const { world, members, ids, flags } = await scene('stopped');
    world.simulation.setFaults([
      denied(ids[0]),
      denied(ids[1], 'ListAccountAliases'),
      denied(ids[2], 'ListAccountAliases'),
    ]);
    const before = await world.collect({ flags });
    world.simulation.setFaults([]);
    const stop = new AbortController();
    const done = new Set<string>();
    let runId = '';
    const stopped = world.collect({
      ...retried(before.manifest, { ...flags, concurrency: '1' }),
      signal: stop.signal,
      onMessage: (message) => {
        if (message.type === 'run-started') ({ runId } = message);
        if (message.type !== 'account-finished') return;
        done.add(message.outcome.accountId);
        stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const left = ids.slice(0, 3).filter((id) => !done.has(id));
    expect(left.length).toBeGreaterThan(0);
    world.simulation.calls.reset();

    const { csv, manifest, messages } = await world.resume(runId, { now: LATER });

    expect(csv).toBe(expectedCsvOf(members, LATER_INSTANT));
    expect(manifest).toMatchObject({ status: 'COMPLETE', parentRunId: before.manifest.runId });
    expect(roleSessions(world, ids)).toEqual(ids.map((id) => Number(left.includes(id))));
    expect(messages[0]).toMatchObject({ alreadyDone: done.size, adopted: 1 });
  });

  it('can be retried in its turn, but reads again what was read more than a day ago', async () => {
    const { world, members, ids, flags } = await scene('in turn');
    world.simulation.setFaults([denied(ids[0])]);
    const first = await world.collect({ flags });
    const second = await world.collect(retried(first.manifest, flags));
    world.simulation.setFaults([]);
    world.simulation.calls.reset();
    const now = new Date(NOW.getTime() + 25 * HOUR_MS);

    const third = await world.collect(retried(second.manifest, flags, now));

    expect(third.csv).toBe(expectedCsvOf(members, '2026-01-16T13:34:56Z'));
    expect(roleSessions(world, ids)).toEqual([1, 1, 1, 1]);
  });
});

describe('a run that cannot be retried', () => {
  async function refusal(flags: Readonly<Record<string, string>>, now = LATER) {
    const { world, ids, ...rest } = await scene('refused');
    const before = await world.collect({ flags: { ...rest.flags, columns: 'UserName,Tags' } });
    world.simulation.calls.reset();

    const run = world.collect(retried(before.manifest, { ...rest.flags, ...flags }, now));

    const error: unknown = await run.catch((thrown: unknown) => thrown);
    expect(roleSessions(world, ids)).toEqual([0, 0, 0, 0]);
    return { error, runId: before.manifest.runId };
  }

  it('is one that read too little for the columns of now', async () => {
    const { error, runId } = await refusal({ columns: 'UserName,SSHPublicKeys' });

    expect(error).toMatchObject({
      code: 'RUN_NOT_ADOPTABLE',
      message: `expected columns whose facts the run ${runId} has read, found others too: SSHPublicKeys`,
    });
  });

  it('is one of another freshness', async () => {
    const { error } = await refusal({ columns: 'UserName', freshness: 'live' });

    expect(error).toMatchObject({
      code: 'RUN_NOT_ADOPTABLE',
      remedy: 'Set `--freshness report`, or leave out `--retry-failed`.',
    });
  });

  it('is one of more than a day ago', async () => {
    const late = new Date(NOW.getTime() + 25 * HOUR_MS);

    const { error } = await refusal({ columns: 'UserName' }, late);

    expect(error).toMatchObject({ code: 'RUN_NOT_RESUMABLE' });
  });

  it('is one that no store has', async () => {
    const { world, flags } = await scene('unknown');

    const run = world.collect({ flags: { ...flags, retryFailed: '20260115T123456Z-000000' } });

    await expect(run).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
  });
});
