import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAccessKeys } from '../../src/model/access-key-order.ts';
import { UNKNOWN } from '../../src/model/knowable.ts';
import type { AccessKey } from '../../src/model/user.ts';
import { anAccessKey, aUse } from './samples.ts';

describe('compareAccessKeys', () => {
  it('puts active keys first, then inactive ones, expired ones, and those that are not known to be either', () => {
    const keys = ([UNKNOWN, 'Expired', 'Inactive', 'Active'] as const).map((status, index) =>
      anAccessKey({ status, createdAt: `2026-01-0${index + 1}T00:00:00Z` }),
    );

    const statuses = keys.toSorted(compareAccessKeys).map((key) => key.status);

    expect(statuses).toEqual(['Active', 'Inactive', 'Expired', UNKNOWN]);
  });

  it('puts the oldest key of one status first', () => {
    const newer = anAccessKey({ id: 'AKIAA', createdAt: '2026-02-01T00:00:00Z' });
    const older = anAccessKey({ id: 'AKIAB', createdAt: '2025-02-01T00:00:00Z' });

    expect([newer, older].toSorted(compareAccessKeys)).toEqual([older, newer]);
  });

  it('orders keys of one second by id, and a key of unknown id last', () => {
    const keys = [UNKNOWN, 'AKIAB', 'AKIAA'].map((id) => anAccessKey({ id }));

    const ids = keys.toSorted(compareAccessKeys).map((key) => key.id);

    expect(ids).toEqual(['AKIAA', 'AKIAB', UNKNOWN]);
  });

  it('orders keys of unknown id by their last use, never used first, unknown last', () => {
    const [used, later] = [aUse('2026-02-02T00:00:00Z'), aUse('2026-02-03T00:00:00Z')];
    const keys = [UNKNOWN, later, used, null].map((lastUse) =>
      anAccessKey({ id: UNKNOWN, lastUse }),
    );

    const sorted = keys.toSorted(compareAccessKeys).map((key) => key.lastUse);

    expect(sorted).toEqual([null, used, later, UNKNOWN]);
  });

  it('puts a key never used before one that was, whichever of them comes first', () => {
    const never = anAccessKey({ id: UNKNOWN, lastUse: null });
    const used = anAccessKey({ id: UNKNOWN, lastUse: aUse('2026-02-02T00:00:00Z') });

    expect(compareAccessKeys(never, used)).toBeLessThan(0);
    expect(compareAccessKeys(used, never)).toBeGreaterThan(0);
    expect(compareAccessKeys(never, { ...never })).toBe(0);
  });

  it('gives one order, in whatever order the keys come', () => {
    fc.assert(
      fc.property(fc.array(accessKeys(), { maxLength: 5 }), fc.nat(), (keys, seed) => {
        const shuffled = keys.toSorted((left, right) => hash(left, seed) - hash(right, seed));

        expect(shuffled.toSorted(compareAccessKeys)).toEqual(keys.toSorted(compareAccessKeys));
      }),
    );
  });
});

function accessKeys(): fc.Arbitrary<AccessKey> {
  return fc.record({
    id: fc.constantFrom(UNKNOWN, 'AKIAA', 'AKIAB', 'AKIAC'),
    status: fc.constantFrom<AccessKey['status'][]>(UNKNOWN, 'Active', 'Inactive', 'Expired'),
    createdAt: fc.constantFrom('2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
    lastUse: fc.constantFrom(
      UNKNOWN,
      null,
      aUse('2026-01-02T00:00:00Z'),
      aUse('2026-01-02T00:00:00Z', { service: 's3', region: null }),
    ),
  });
}

function hash(key: AccessKey, seed: number): number {
  const text = `${seed}${JSON.stringify(key)}`;
  return Array.from(text).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7);
}
