import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../src/simulation/index.ts';
import { expectedCsvOf } from '../helpers/expected-csv.ts';
import { smallOrganization } from '../helpers/organizations.ts';
import {
  COLLECTED_AT,
  NOW,
  type Published,
  type RunOptions,
  type SimulatedWorld,
  simulatedWorld,
} from '../helpers/run-simulated.ts';
import {
  bucketOf,
  directoryOf,
  TARGET_PLACES,
  type TargetPlace,
} from '../helpers/target-places.ts';

const TIME = '2026-01-15_12-34-56';

function minutesLater(minutes: number): Date {
  return new Date(NOW.getTime() + minutes * 60_000);
}

/** Of the named accounts nobody can assume the role. */
function refusing(accountIds: readonly string[]): readonly FaultRule[] {
  return accountIds.map((accountId) => ({
    match: { operation: 'AssumeRole', accountId },
    effect: { kind: 'error', code: 'AccessDenied', status: 403 },
  }));
}

function manifestOf(dataName: string): string {
  return `_iam-users/manifests/${dataName}.manifest.json`;
}

/** Three accounts other than the caller's, and where their results go. */
async function scene(seed: string, placeOf: (world: SimulatedWorld) => TargetPlace) {
  const organization = smallOrganization(seed, { accounts: 4, users: 4 });
  const world = await simulatedWorld(organization);
  const place = placeOf(world);
  const members = organization.accounts
    .filter(({ id }) => id !== organization.caller.accountId)
    .sort((left, right) => (left.id < right.id ? -1 : 1));
  const ids = members.map(({ id }) => id);
  const flags = { to: place.to, accounts: ids.join(','), organizationId: organization.id };
  const base = `IAM_USER_TAGS_${organization.id}_combined_${TIME}`;
  const visible = async () => {
    const names = await place.names();
    return names.filter((name) => !/\/(runs|known)\/|latest\.json$/.test(name));
  };
  return { world, place, members, ids, flags, base, visible };
}

/** Runs what is to go wrong, and gives the id of the run. */
async function failedRun(world: SimulatedWorld, options: RunOptions): Promise<string> {
  let runId = '';
  const run = world.collect({
    ...options,
    onMessage: (message) => {
      if (message.type === 'run-started') runId = message.runId;
    },
  });
  await expect(run).rejects.toMatchObject({ code: expect.stringMatching(/^STORE_/) });
  return runId;
}

async function latestOf(world: SimulatedWorld, flags: RunOptions['flags']): Promise<unknown> {
  const options = flags === undefined ? {} : { flags };
  return JSON.parse((await world.read('_iam-users/latest.json', options)) ?? 'null');
}

describe.each(TARGET_PLACES)('in %s, a run that could read nothing', (_, placeOf) => {
  it('is published under the plain name as soon as an attempt reads everything', async () => {
    const { world, members, ids, flags, base, visible } = await scene('failed, fine', placeOf);
    world.simulation.setFaults(refusing(ids));
    const failed = await world.collect({ flags });
    world.simulation.setFaults([]);

    const { csv, manifest, result } = await world.resume(failed.manifest.runId, { flags });

    expect(failed.manifest.status).toBe('FAILED');
    expect(csv).toBe(expectedCsvOf(members, COLLECTED_AT));
    expect(manifest).toMatchObject({ runId: failed.manifest.runId, status: 'COMPLETE' });
    expect(result.latestMoved).toBe(true);
    expect((await visible()).filter((name) => name.endsWith('.csv'))).toEqual([`${base}.csv`]);
  });

  it('is published once, after two such attempts, when a third reads some accounts', async () => {
    const { world, members, ids, flags, base, visible } = await scene('failed twice', placeOf);
    world.simulation.setFaults(refusing(ids));
    const { manifest: first } = await world.collect({ flags });
    const second = await world.resume(first.runId, { flags, now: minutesLater(1) });
    world.simulation.setFaults(refusing(ids.slice(1)));

    const third = await world.resume(first.runId, { flags });

    const name = `${base}_incomplete.csv`;
    expect(second.manifest.status).toBe('FAILED');
    expect(third.csv).toBe(expectedCsvOf(members.slice(0, 1), COLLECTED_AT));
    expect(third.manifest).toMatchObject({ status: 'PARTIAL', files: [{ key: name }] });
    expect(third.manifest).toEqual(third.result.manifest);
    expect(await visible()).toEqual([name, manifestOf(name)].sort());
  });

  it('has one manifest, that of the last attempt', async () => {
    const { world, ids, flags, base, visible } = await scene('failed thrice', placeOf);
    world.simulation.setFaults(refusing(ids));
    const { manifest } = await world.collect({ flags });
    await world.resume(manifest.runId, { flags, now: minutesLater(1) });

    const third = await world.resume(manifest.runId, { flags, now: minutesLater(2) });

    expect(third.manifest).toEqual(third.result.manifest);
    expect(third.manifest.finishedAt).toMatch(/^2026-01-15T12:36:/);
    expect(await visible()).toEqual([manifestOf(`${base}_incomplete.csv`)]);
  });

  it('keeps its manifest beside another run of the same second, which takes a name of its own', async () => {
    const { world, ids, flags, base, visible } = await scene('failed, other', placeOf);
    world.simulation.setFaults(refusing(ids));
    const failed = await world.collect({ flags });
    world.simulation.setFaults(refusing(ids.slice(1)));

    const other = await world.collect({ flags });

    const own = `${base}_${other.manifest.runId.slice(-6)}_incomplete.csv`;
    expect(other.manifest.files[0]?.key).toBe(own);
    expect(JSON.parse((await world.read(failed.result.manifestName, { flags })) ?? '')).toEqual(
      failed.manifest,
    );
    expect(await visible()).toEqual(
      [own, manifestOf(own), manifestOf(`${base}_incomplete.csv`)].sort(),
    );
  });
});

describe.each(TARGET_PLACES)('in %s, a run that ends while it publishes', (_, placeOf) => {
  /** One of three accounts fails, and then the manifest cannot be written. */
  async function withoutManifest(seed: string, formats = 'csv') {
    const all = await scene(seed, placeOf);
    const flags = { ...all.flags, minCoverage: '50', format: formats };
    all.world.simulation.setFaults(refusing(all.ids.slice(0, 1)));
    await all.place.block(manifestOf(`${all.base}.csv`));
    const runId = await failedRun(all.world, { flags });
    await all.place.unblock();
    all.world.simulation.setFaults([]);
    all.world.simulation.calls.reset();
    return { ...all, flags, runId };
  }

  function expectNothingRead(world: SimulatedWorld): void {
    expect(world.simulation.calls.count('sts:AssumeRole')).toBe(0);
  }

  it.each([
    ['csv', ['.csv']],
    ['csv,jsonl', ['.csv', '.jsonl']],
  ])(
    'publishes the data (%s) that is there, though an account could be read now',
    async (formats, endings) => {
      const { world, members, flags, base, visible, runId } = await withoutManifest(
        `no manifest ${formats}`,
        formats,
      );

      const { csv, manifest, result } = await world.resume(runId, { flags });

      expect(csv).toBe(expectedCsvOf(members.slice(1), COLLECTED_AT));
      expect(manifest).toMatchObject({ runId, status: 'PARTIAL' });
      expect(manifest.files.map(({ key }) => key)).toEqual(endings.map((end) => `${base}${end}`));
      expect(await visible()).toEqual(
        [...endings.map((end) => `${base}${end}`), manifestOf(`${base}.csv`)].sort(),
      );
      expect(result.latestMoved).toBe(true);
      expectNothingRead(world);
    },
  );

  it('reads failed accounts again as long as no data is visible', async () => {
    const { world, place, members, ids, base, flags } = await scene('no data', placeOf);
    const lenient = { ...flags, minCoverage: '50' };
    world.simulation.setFaults(refusing(ids.slice(0, 1)));
    await place.block(`${base}.csv`);
    const runId = await failedRun(world, { flags: lenient });
    await place.unblock();
    world.simulation.setFaults([]);

    const { csv, manifest } = await world.resume(runId, { flags: lenient });

    expect(csv).toBe(expectedCsvOf(members, COLLECTED_AT));
    expect(manifest.files.map(({ key }) => key)).toEqual([`${base}.csv`]);
  });

  it('leaves the data of another run alone, whose instant and bytes are the same', async () => {
    const { world, members, flags, base, runId } = await withoutManifest('both');
    world.simulation.setFaults(refusing([members[0]?.id ?? '']));
    const other: Published = await world.collect({ flags });

    const { csv, manifest } = await world.resume(runId, { flags });

    const read = async (name: string) =>
      JSON.parse((await world.read(manifestOf(name), { flags })) ?? 'null');
    expect(csv).toBe(expectedCsvOf(members.slice(1), COLLECTED_AT));
    expect(manifest.runId).toBe(runId);
    expect(await read(other.manifest.files[0]?.key ?? '')).toEqual(other.manifest);
    expect(await read(manifest.files[0]?.key ?? '')).toEqual(manifest);
    expect([other, { manifest }].map((run) => run.manifest.files[0]?.key)).toContain(`${base}.csv`);
  });
});

describe.each(TARGET_PLACES)('in %s, a run of several formats', (_, placeOf) => {
  it('takes names of its own for all files if another run has one of the names', async () => {
    const { world, flags, base, visible } = await scene('other formats', placeOf);
    await world.collect({ flags: { ...flags, format: 'jsonl' } });

    const { manifest } = await world.collect({ flags: { ...flags, format: 'csv,jsonl' } });

    const own = `${base}_${manifest.runId.slice(-6)}`;
    expect(manifest.files.map(({ key }) => key)).toEqual([`${own}.csv`, `${own}.jsonl`]);
    expect((await visible()).filter((name) => name.endsWith('.csv'))).toEqual([`${own}.csv`]);
  });
});

describe('a run that ends between its two files', () => {
  it('publishes the second file beside the first, of the same accounts', async () => {
    const { world, place, members, ids, base, visible, ...rest } = await scene('two', bucketOf);
    const flags = { ...rest.flags, minCoverage: '50', format: 'csv,jsonl' };
    world.simulation.setFaults(refusing(ids.slice(0, 1)));
    await place.block(`${base}.jsonl`);
    const runId = await failedRun(world, { flags });
    await place.unblock();
    world.simulation.setFaults([]);

    const { csv, manifest } = await world.resume(runId, { flags });

    expect(csv).toBe(expectedCsvOf(members.slice(1), COLLECTED_AT));
    expect(manifest.files.map(({ key }) => key)).toEqual([`${base}.csv`, `${base}.jsonl`]);
    expect(await visible()).toEqual(
      [`${base}.csv`, `${base}.jsonl`, manifestOf(`${base}.csv`)].sort(),
    );
  });
});

describe('a run of two formats into a directory with a strange file of the second name', () => {
  it('takes names of its own for both and leaves no file without a manifest', async () => {
    const { world, flags, base, visible } = await scene('second name', directoryOf);
    await mkdir(flags.to, { recursive: true });
    await writeFile(join(flags.to, `${base}.jsonl`), 'strange');

    const { manifest } = await world.collect({ flags: { ...flags, format: 'csv,jsonl' } });

    const own = `${base}_${manifest.runId.slice(-6)}`;
    const all = [`${base}.jsonl`, `${own}.csv`, `${own}.jsonl`, manifestOf(`${own}.csv`)];
    expect(await visible()).toEqual(all.sort());
  });
});

describe('a run into a bucket that lets nothing be read', () => {
  it('adds the manifest to the data that is there, and not the data once more', async () => {
    const { world, base, visible, ...rest } = await scene('write only', bucketOf);
    const { s3 } = world.simulation;
    const unreadable = [{ action: 's3:GetObject' }, { action: 's3:ListBucket' }];
    const manifests = { action: 's3:PutObject', prefix: 'iam/_iam-users/manifests' };
    const flags = { ...rest.flags, runStore: join(world.directory, 'store') };
    s3.deny('results', [...unreadable, manifests]);
    const runId = await failedRun(world, { flags });
    s3.deny('results', unreadable);

    await world.resume(runId, { flags });

    expect(await visible()).toEqual([`${base}.csv`, manifestOf(`${base}.csv`)].sort());
  });
});

describe('a run that ends between its manifest and latest.json', () => {
  it('moves latest.json when it is resumed', async () => {
    const { world, place, flags } = await scene('no latest', bucketOf);
    await place.block('_iam-users/latest.json');
    const runId = await failedRun(world, { flags });
    await place.unblock();

    const { manifest, result } = await world.resume(runId, { flags });

    expect(result).toMatchObject({ latestMoved: true, latestReason: null });
    expect(await latestOf(world, flags)).toMatchObject({ runId, files: manifest.files });
  });

  it('does not move it back from a later run', async () => {
    const { world, place, flags } = await scene('no latest, later', bucketOf);
    await place.block('_iam-users/latest.json');
    const runId = await failedRun(world, { flags });
    await place.unblock();
    const later = await world.collect({ flags, now: minutesLater(5) });

    const { result } = await world.resume(runId, { flags, now: minutesLater(6) });

    expect(result.latestReason).toContain(later.manifest.runId);
    expect(await latestOf(world, flags)).toMatchObject({ runId: later.manifest.runId });
  });

  it('does not move it to what was published as incomplete', async () => {
    const { world, ids, flags } = await scene('incomplete', bucketOf);
    world.simulation.setFaults(refusing(ids.slice(1)));
    const { manifest } = await world.collect({ flags });

    const { result } = await world.resume(manifest.runId, { flags });

    expect(result).toMatchObject({
      latestMoved: false,
      latestReason: expect.stringContaining('%'),
    });
    expect(await latestOf(world, flags)).toBe(null);
  });
});

describe('a latest.json that makes no sense', () => {
  const MANIFEST = '_iam-users/manifests/odd.csv.manifest.json';
  const POINTER = { runId: 'x', collectedAt: '2026-01-01T00:00:00Z', manifest: MANIFEST };

  it.each([
    ['no JSON', '{', null],
    ['null', 'null', null],
    ['no manifest', JSON.stringify({ runId: 'x' }), null],
    ['no instant', JSON.stringify({ ...POINTER, collectedAt: 1 }), null],
    ['a manifest elsewhere', JSON.stringify({ ...POINTER, manifest: '../odd' }), null],
    ['a manifest that is not there', JSON.stringify(POINTER), null],
    ['a manifest that is no JSON', JSON.stringify(POINTER), 'odd'],
    ['a manifest without accounts', JSON.stringify(POINTER), JSON.stringify({ runId: 'x' })],
    ['a manifest with odd accounts', JSON.stringify(POINTER), JSON.stringify({ accounts: [null] })],
  ])('(%s) is replaced', async (_, pointer, manifest) => {
    const { world, flags } = await scene('odd', directoryOf);
    await mkdir(join(flags.to, '_iam-users/manifests'), { recursive: true });
    await writeFile(join(flags.to, '_iam-users/latest.json'), pointer);
    if (manifest !== null) await writeFile(join(flags.to, MANIFEST), manifest);

    const run = await world.collect({ flags });

    expect(run.result).toMatchObject({ latestMoved: true, latestReason: null });
    expect(await latestOf(world, flags)).toMatchObject({ runId: run.manifest.runId });
  });
});
