import { describe, expect, it } from 'vitest';
import type { User } from '../../src/simulation/index.ts';
import { knownFileOf } from '../helpers/known-files.ts';
import { keyOf, type OneAccount, oneAccount } from '../helpers/one-account.ts';
import { NOW } from '../helpers/run-simulated.ts';

/** Two of them are listed again in every run. */
const USERS = 31;

/** Two keys for each, in seconds of their own. */
function keysOf(number: number): User['accessKeys'] {
  const minute = String(number).padStart(2, '0');
  return [
    keyOf(`A${minute}`, { createdAt: `2025-06-15T08:${minute}:00Z` }),
    keyOf(`B${minute}`, { createdAt: `2025-06-15T09:${minute}:00Z`, status: 'Inactive' }),
  ];
}

/** As many users, with two keys each, all known. */
async function manyKnown(): Promise<OneAccount> {
  const one = await oneAccount((user) =>
    Array.from({ length: USERS }, (_, number) =>
      user(`user${String(number).padStart(2, '0')}`, { accessKeys: keysOf(number) }),
    ),
  );
  await one.collect();
  return one;
}

/** The nth run after that; the report stays the same. */
async function laterRun(one: OneAccount, number: number) {
  const before = one.world.simulation.calls.count('iam:ListAccessKeys');
  const now = new Date(NOW.getTime() + number * 1_000);
  const { csv, found } = await one.collect({ now });
  const lists = one.world.simulation.calls.count('iam:ListAccessKeys') - before;
  const codes = found.errors.map(({ code }) => code);
  const isRight = csv === one.expected();
  return { lists, codes, isRight, outcome: found.outcome };
}

describe('what is known and wrong', () => {
  it('is found at once where it is wrong of many, and the file of that run is right', async () => {
    const one = await manyKnown();
    await knownFileOf(one.world, one.account.id).change((text) =>
      text.replaceAll('"AKIAA', '"AKIAZ'),
    );

    const { lists, codes, isRight, outcome } = await laterRun(one, 1);

    expect({ lists, codes, isRight, outcome }).toEqual({
      lists: USERS,
      codes: ['KNOWN_CREDENTIALS_WRONG'],
      isRight: true,
      outcome: 'collected',
    });
    expect(await laterRun(one, 2)).toMatchObject({ lists: 2, codes: [], isRight: true });
  });

  it.each<[string, (text: string) => string]>([
    ['another id', (text) => text.replace('"AKIAA07', '"AKIAZ07')],
    [
      'the ids of two keys swapped',
      (text) =>
        text.replace(/AKIAA07|AKIAB07/g, (id) => (id === 'AKIAA07' ? 'AKIAB07' : 'AKIAA07')),
    ],
    [
      'the ids of two users swapped',
      (text) =>
        text.replace(/AKIAA07|AKIAA08/g, (id) => (id === 'AKIAA07' ? 'AKIAA08' : 'AKIAA07')),
    ],
  ])('is found within thirty runs where one user has %s', async (_, change) => {
    const one = await manyKnown();
    await knownFileOf(one.world, one.account.id).change(change);

    const runs = [];
    for (let number = 1; number <= 30; number += 1) {
      const run = await laterRun(one, number);
      runs.push(run);
      if (run.codes.length > 0) break;
    }

    expect(runs.at(-1)).toMatchObject({
      codes: ['KNOWN_CREDENTIALS_WRONG'],
      lists: USERS,
      isRight: true,
      outcome: 'collected',
    });
    expect(runs.slice(0, -1).every(({ lists }) => lists === 2)).toBe(true);
    expect(await laterRun(one, 31)).toMatchObject({ lists: 2, codes: [], isRight: true });
  });

  it('is found at once where it lacks a key: its user is listed anyway', async () => {
    const one = await manyKnown();
    await knownFileOf(one.world, one.account.id).change((text) =>
      text.replace(/,?\{"id":"AKIAB07[^}]*\}/, ''),
    );

    const run = await laterRun(one, 1);

    expect(run).toMatchObject({ codes: ['KNOWN_CREDENTIALS_WRONG'], lists: USERS, isRight: true });
  });
});
