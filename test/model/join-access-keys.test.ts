import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinAccessKeys, keysOfSlots } from '../../src/model/join-access-keys.ts';
import { UNKNOWN } from '../../src/model/knowable.ts';
import { aUse } from './samples.ts';

const REPORT_TIME = '2026-11-20T12:00:00Z';
const JANUARY = '2026-01-05T08:00:00Z';
const MARCH = '2026-03-05T08:00:00Z';

const older = { id: 'AKIAOLDER', status: 'Active', createdAt: JANUARY } as const;
const newer = { id: 'AKIANEWER', status: 'Inactive', createdAt: MARCH } as const;
const olderSlot = { active: true, createdAt: JANUARY, lastUse: aUse('2026-11-01T00:00:00Z') };
const newerSlot = { active: true, createdAt: MARCH, lastUse: null };

describe('joining access keys to the slots of the credential report', () => {
  it('goes by the second of creation, whatever the order of the slots', () => {
    const { keys, undecided } = joinAccessKeys([older, newer], [newerSlot, olderSlot], REPORT_TIME);

    expect(keys).toEqual([
      { ...older, lastUse: aUse('2026-11-01T00:00:00Z') },
      { ...newer, lastUse: null },
    ]);
    expect(undecided).toEqual([]);
  });

  it('believes the listed status, which is newer than that of the slot', () => {
    const { keys } = joinAccessKeys([newer], [newerSlot], REPORT_TIME);

    expect(keys[0]?.status).toBe('Inactive');
  });

  it('leaves the last use of two keys of one second to be asked for', () => {
    const twin = { ...older, id: 'AKIATWIN' };

    const joined = joinAccessKeys([older, twin], [olderSlot, olderSlot], REPORT_TIME);

    expect(joined.undecided).toEqual(['AKIAOLDER', 'AKIATWIN']);
    expect(joined.keys.map(({ lastUse }) => lastUse)).toEqual([UNKNOWN, UNKNOWN]);
    expect(joined.hasUnreportedKey).toBe(false);
  });

  it('does not guess between two slots of one second, one of them of a key deleted since', () => {
    const joined = joinAccessKeys(
      [older],
      [olderSlot, { ...olderSlot, lastUse: null }],
      REPORT_TIME,
    );

    expect(joined.undecided).toEqual(['AKIAOLDER']);
    expect(joined.hasUnreportedKey).toBe(false);
  });

  it('asks about a key created after the report, which is right not to have it', () => {
    const today = { ...newer, createdAt: '2026-11-20T13:00:00Z' };

    const joined = joinAccessKeys([today], [], REPORT_TIME);

    expect(joined).toMatchObject({ undecided: ['AKIANEWER'], hasUnreportedKey: false });
  });

  it('does not expect a key of the very second of the report in it', () => {
    const joined = joinAccessKeys([{ ...newer, createdAt: REPORT_TIME }], [], REPORT_TIME);

    expect(joined).toMatchObject({ undecided: ['AKIANEWER'], hasUnreportedKey: false });
  });

  it('notices a key older than the report that the report does not show', () => {
    const joined = joinAccessKeys([older, newer], [olderSlot], REPORT_TIME);

    expect(joined).toMatchObject({ undecided: ['AKIANEWER'], hasUnreportedKey: true });
  });

  it('notices a key that shares its second with the only slot', () => {
    const twin = { ...older, id: 'AKIATWIN' };

    expect(joinAccessKeys([older, twin], [olderSlot], REPORT_TIME).hasUnreportedKey).toBe(true);
  });

  it('forgets the slot of a key that was deleted since', () => {
    const { keys } = joinAccessKeys([newer], [olderSlot, newerSlot], REPORT_TIME);

    expect(keys.map(({ id }) => id)).toEqual(['AKIANEWER']);
  });

  it('does not depend on the order of the slots, and decides or asks for every key', () => {
    const second = fc.integer({ min: 0, max: 3 }).map((n) => `2026-01-05T08:00:0${n}Z`);
    const slot = fc.record({
      active: fc.boolean(),
      createdAt: second,
      lastUse: fc.constantFrom(null, aUse(MARCH)),
    });
    const keys = fc.uniqueArray(
      fc.record({ id: fc.string(), status: fc.constant('Active' as const), createdAt: second }),
      { maxLength: 4, selector: ({ id }) => id },
    );

    fc.assert(
      fc.property(keys, fc.array(slot, { maxLength: 2 }), (listed, slots) => {
        const joined = joinAccessKeys(listed, slots, REPORT_TIME);
        const turned = joinAccessKeys(listed, slots.toReversed(), REPORT_TIME);
        const open = joined.keys.filter((key) => key.lastUse === UNKNOWN).map(({ id }) => id);

        expect(turned).toEqual(joined);
        expect(joined.undecided).toEqual(open);
        expect(joined.keys.map(({ id }) => id)).toEqual(listed.map(({ id }) => id));
      }),
    );
  });
});

describe('the keys that the report alone tells of', () => {
  it('have no ids, and no status if they are not active: they may be expired', () => {
    expect(keysOfSlots([olderSlot, { ...newerSlot, active: false }])).toEqual([
      { id: UNKNOWN, status: 'Active', createdAt: JANUARY, lastUse: aUse('2026-11-01T00:00:00Z') },
      { id: UNKNOWN, status: UNKNOWN, createdAt: MARCH, lastUse: null },
    ]);
  });
});
