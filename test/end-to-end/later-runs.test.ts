import { readFile, stat, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { knownFileOf } from '../helpers/known-files.ts';
import { A_MONTH_AGO, A_YEAR_AGO, AN_HOUR_AGO, keyOf, oneAccount } from '../helpers/one-account.ts';
import { NOW, type RunOptions, type SimulatedWorld } from '../helpers/run-simulated.ts';

const LATER = new Date(NOW.getTime() + 60_000);
const KEYS = { columns: 'UserName,AccessKeyID,KeyStatuses' };

/** A key, which is Active unless it is said otherwise. */
const ONE = keyOf('ONE');
const TWO = keyOf('TWO', { createdAt: A_YEAR_AGO, status: 'Inactive' });

/** Two users with keys: one of them is listed again in every run, and one is not. */
function anaAndBen() {
  return oneAccount((user) => [
    user('ana', { accessKeys: [ONE] }),
    user('ben', { accessKeys: [TWO] }),
  ]);
}

const BOTH = `UserName,AccessKeyID,KeyStatuses\r\nana,${ONE.id},Active\r\nben,${TWO.id},Inactive\r\n`;

function lists({ simulation }: SimulatedWorld): number {
  return simulation.calls.count('iam:ListAccessKeys');
}

/** How often keys are listed in a run. */
async function listsOf(world: SimulatedWorld, options: RunOptions): Promise<number> {
  const before = lists(world);
  await world.collect({ now: LATER, ...options });
  return lists(world) - before;
}

describe('what a run leaves for later ones', () => {
  it('is ids and seconds, for the owner alone', async () => {
    const one = await anaAndBen();

    await one.collect();

    const { path, read } = knownFileOf(one.world, one.account.id);
    const [head, ana, ...others] = (await read()).trimEnd().split('\n');
    expect(JSON.parse(head ?? '')).toEqual({
      schema: 'iam-users/known/1',
      accountId: one.account.id,
      reportHidKeys: false,
      users: 2,
    });
    expect(JSON.parse(ana ?? '')).toEqual({
      userId: one.account.users[0]?.id,
      accessKeys: {
        asOf: expect.stringMatching(/^2026-01-15T12:3/),
        listedAt: '2026-01-15T12:34:56Z',
        credentials: [{ id: ONE.id, status: 'Active', createdAt: A_MONTH_AGO }],
      },
      signingCertificates: null,
    });
    expect(others).toHaveLength(1);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is nothing about accounts without keys and certificates', async () => {
    const one = await oneAccount((user) => [user('ana')]);

    await one.collect();

    await expect(readFile(knownFileOf(one.world, one.account.id).path)).rejects.toThrow('ENOENT');
  });

  it('is nothing of live freshness, which reads nothing of it either', async () => {
    const one = await anaAndBen();
    await one.collect({ flags: { freshness: 'live' } });
    await expect(readFile(knownFileOf(one.world, one.account.id).path)).rejects.toThrow('ENOENT');
    await one.collect();

    expect(await listsOf(one.world, { flags: { freshness: 'live' } })).toBe(2);
  });

  it('stays for facts that the columns of a run leave out', async () => {
    const one = await anaAndBen();
    await one.collect();
    await one.collect({ now: LATER, flags: { columns: 'UserName,SigningCerts' } });

    expect(await listsOf(one.world, { flags: KEYS, now: new Date(NOW.getTime() + 120_000) })).toBe(
      1,
    );
  });
});

describe('a later run', () => {
  it('lists one in thirty, rounded up', async () => {
    const one = await anaAndBen();
    await one.collect();
    const before = lists(one.world);

    const { csv, found } = await one.collect({ now: LATER, flags: KEYS });

    expect(csv).toBe(BOTH);
    expect(found).toMatchObject({ outcome: 'collected', errors: [] });
    expect(lists(one.world) - before).toBe(1);
  });

  it('lists everybody with --no-reuse, and leaves what it has listed', async () => {
    const one = await anaAndBen();
    await one.collect({ flags: { reuse: false } });

    expect(await listsOf(one.world, { flags: { reuse: false } })).toBe(2);
    expect(await listsOf(one.world, { now: new Date(NOW.getTime() + 120_000) })).toBe(1);
  });

  it('knows nothing of a user made again under the name, be it in the same second', async () => {
    const one = await anaAndBen();
    await one.collect();
    for (const [name, key] of [
      ['ana', ONE],
      ['ben', TWO],
    ] as const) {
      one.world.simulation.changeUser(one.account.id, name, (user) => ({
        ...user,
        id: user.id.replace('AIDA', 'AIDB'),
        accessKeys: [{ ...key, id: key.id.replace('AKIA', 'AKIB') }],
      }));
    }

    const { csv, found } = await one.collect({ now: LATER, flags: KEYS });

    expect(csv).toBe(BOTH.replaceAll('AKIA', 'AKIB'));
    expect(found.errors).toEqual([]);
  });

  it('lists two keys of one second every time', async () => {
    const twins = [keyOf('ONE'), keyOf('TWIN')];
    const one = await oneAccount((user) => [
      user('ana', { accessKeys: twins }),
      user('ben', { accessKeys: twins.map((key) => ({ ...key, id: `${key.id}B` })) }),
    ]);
    await one.collect();

    expect(await listsOf(one.world, {})).toBe(2);
  });

  it('keeps the word of the last list for a key that is not active: the report has but one', async () => {
    const one = await anaAndBen();
    await one.collect();
    one.world.simulation.advanceClock(5 * 3_600_000);
    one.world.simulation.changeUser(one.account.id, 'ben', (user) => ({
      ...user,
      accessKeys: [{ ...TWO, status: 'Expired' }],
    }));

    const runs = [];
    for (const minute of [1, 2]) {
      const now = new Date(NOW.getTime() + minute * 60_000);
      runs.push((await one.collect({ now, flags: KEYS })).csv);
    }

    // One of the two users is listed again in each run, ben in either the first or the second.
    expect(runs.at(-1)).toBe(BOTH.replace('Inactive', 'Expired'));
    expect([BOTH, BOTH.replace('Inactive', 'Expired')]).toContain(runs[0]);
  });

  it('lists the keys of one who has a key that was deactivated', async () => {
    const one = await anaAndBen();
    await one.collect();
    one.world.simulation.advanceClock(5 * 3_600_000);
    for (const name of ['ana', 'ben']) {
      one.world.simulation.changeUser(one.account.id, name, (user) => ({
        ...user,
        accessKeys: user.accessKeys.map((key) => ({ ...key, status: 'Expired' })),
      }));
    }

    const { csv } = await one.collect({ now: LATER, flags: KEYS });

    expect(csv).toContain(`ana,${ONE.id},Expired\r\n`);
  });

  it('shows a key that is newer than the report as long as there is one, as the first run did', async () => {
    const one = await anaAndBen();
    one.account.report = {
      ...one.account.report,
      existing: { generatedAt: '2026-01-15T10:00:00Z', ghosts: [] },
    };
    const fresh = keyOf('FRESH', { createdAt: AN_HOUR_AGO });
    for (const name of ['ana', 'ben']) {
      one.world.simulation.changeUser(one.account.id, name, (user) => ({
        ...user,
        accessKeys: [...user.accessKeys, { ...fresh, id: `${fresh.id}${name}` }],
      }));
    }
    const first = await one.collect({ flags: KEYS });

    const later = await one.collect({ now: LATER, flags: KEYS });

    expect(first.csv).toContain(`${fresh.id}ana`);
    expect(later.csv).toBe(first.csv);
  });
});

describe('a file of known credentials that is not what a run left', () => {
  it.each<[string, (text: string) => string]>([
    ['cut short', (text) => text.slice(0, -20)],
    ['of another schema', (text) => text.replace('known/1', 'known/9')],
    [
      'of another account',
      (text) => text.replace(/"accountId":"\d{12}"/, '"accountId":"000000000000"'),
    ],
  ])('counts as none if it is %s, without a word', async (_, change) => {
    const one = await anaAndBen();
    await one.collect();
    await knownFileOf(one.world, one.account.id).change(change);

    const before = lists(one.world);
    const { csv, found, messages } = await one.collect({ now: LATER, flags: KEYS });

    expect(lists(one.world) - before).toBe(2);
    expect(csv).toBe(BOTH);
    expect(found).toMatchObject({ outcome: 'collected', errors: [] });
    expect(messages.filter(({ type }) => type === 'warning')).toEqual([]);
  });

  it('counts as none if it is not even compressed, and is made anew', async () => {
    const one = await anaAndBen();
    await one.collect();
    const file = knownFileOf(one.world, one.account.id);
    await writeFile(file.path, 'not compressed');

    expect(await listsOf(one.world, { flags: KEYS })).toBe(2);
    expect(await file.read()).toContain(ONE.id);
  });
});

describe('an account whose report does not show every key', () => {
  it('is read in full until the report shows all, though nobody lists the key', async () => {
    const hidden = keyOf('HIDDEN', { createdAt: '2025-06-15T08:00:00Z' });
    const one = await oneAccount((user) => [
      user('ana', { accessKeys: [ONE, TWO, hidden] }),
      user('ben', { accessKeys: [{ ...ONE, id: 'AKIABEN' }] }),
      user('cem'),
    ]);
    await one.collect({ flags: KEYS });

    const later = await one.collect({ now: LATER, flags: KEYS });

    expect(later.csv).toContain(hidden.id);
    expect(later.found.errors.map(({ code }) => code)).toEqual(['REPORT_KEYS_INCOMPLETE']);
    one.world.simulation.changeUser(one.account.id, 'ana', (user) => ({
      ...user,
      accessKeys: [ONE, TWO],
    }));
    one.world.simulation.advanceClock(5 * 3_600_000);
    // The first run that finds all keys in the report lists them all; the next need not.
    expect(await listsOf(one.world, { now: new Date(NOW.getTime() + 120_000) })).toBe(2);
    expect(await listsOf(one.world, { now: new Date(NOW.getTime() + 180_000) })).toBe(1);
  });
});
