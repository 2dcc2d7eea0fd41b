import { describe, expect, it } from 'vitest';
import {
  contradicts,
  type KnownCredential,
  type KnownList,
  type KnownSlot,
  recallSlots,
} from '../../src/model/known-credentials.ts';

const JUNE = '2026-06-01T08:00:00Z';
const JULY = '2026-07-01T08:00:00Z';
const FIRST_REPORT = '2026-08-01T08:00:00Z';
const LATER_REPORT = '2026-08-02T08:00:00Z';

const OLD: KnownCredential = { id: 'AKIAOLD', status: 'Active', createdAt: JUNE };
const NEW: KnownCredential = { id: 'AKIANEW', status: 'Inactive', createdAt: JULY };

const OLD_SLOT: KnownSlot = { active: true, createdAt: JUNE };
const NEW_SLOT: KnownSlot = { active: false, createdAt: JULY };

function known(...credentials: readonly KnownCredential[]): KnownList {
  return { asOf: FIRST_REPORT, listedAt: FIRST_REPORT, credentials };
}

describe('slots of the report', () => {
  it('are recalled if every one of them is known, in any order', () => {
    expect(recallSlots(known(OLD, NEW), [NEW_SLOT, OLD_SLOT], LATER_REPORT)).toEqual([OLD, NEW]);
  });

  it('are recalled with the report that was there when they were listed', () => {
    expect(recallSlots(known(OLD), [OLD_SLOT], FIRST_REPORT)).toEqual([OLD]);
  });

  it('keep the word of the list for what is not active', () => {
    const expired: KnownCredential = { ...NEW, status: 'Expired' };

    expect(recallSlots(known(expired), [NEW_SLOT], LATER_REPORT)).toEqual([expired]);
  });

  it.each<[string, KnownList | null, readonly KnownSlot[]]>([
    ['nothing is known', null, [OLD_SLOT]],
    ['there are none', known(), []],
    ['one is new', known(OLD), [OLD_SLOT, NEW_SLOT]],
    ['one is gone', known(OLD, NEW), [OLD_SLOT]],
    ['one took the place of another', known(OLD), [{ ...OLD_SLOT, createdAt: JULY }]],
    ['one was deactivated', known(OLD), [{ ...OLD_SLOT, active: false }]],
    ['one was activated', known(NEW), [{ ...NEW_SLOT, active: true }]],
    ['two slots are of one second', known(OLD, NEW), [OLD_SLOT, OLD_SLOT]],
    ['two of one second are known', known(OLD, { ...OLD, id: 'AKIATWIN' }), [OLD_SLOT]],
    ['two of one second have two slots', known(OLD, { ...OLD, id: 'B' }), [OLD_SLOT, OLD_SLOT]],
    [
      'the second was not over when it was listed',
      known({ ...OLD, createdAt: FIRST_REPORT }),
      [{ ...OLD_SLOT, createdAt: FIRST_REPORT }],
    ],
  ])('have to be listed if %s', (_, list, slots) => {
    expect(recallSlots(list, slots, LATER_REPORT)).toBe(null);
  });

  it('have to be listed if they are of an earlier report than what is known', () => {
    expect(recallSlots(known(OLD), [OLD_SLOT], '2026-07-31T08:00:00Z')).toBe(null);
  });
});

describe('a new list', () => {
  it.each<[string, readonly KnownCredential[]]>([
    ['is the same', [OLD, NEW]],
    ['lacks something, which was deleted', [OLD]],
    ['has another status', [OLD, { ...NEW, status: 'Active' }]],
    ['has something made since', [OLD, NEW, { ...NEW, id: 'AKIA3', createdAt: FIRST_REPORT }]],
  ])('agrees with what is known if it %s', (_, listed) => {
    expect(contradicts(known(OLD, NEW), listed)).toBe(false);
  });

  it.each<[string, readonly KnownCredential[]]>([
    ['has another id in the place of one', [OLD, { ...NEW, id: 'AKIAOTHER' }]],
    ['has something that was there before', [OLD, NEW, { ...NEW, id: 'AKIATHIRD' }]],
    ['gives an id another second', [OLD, { ...NEW, createdAt: JUNE }]],
    ['gives an id a later second', [OLD, { ...NEW, createdAt: LATER_REPORT }]],
  ])('contradicts what is known if it %s', (_, listed) => {
    expect(contradicts(known(OLD, NEW), listed)).toBe(true);
  });
});
