import { describe, expect, it } from 'vitest';
import { isUnknown, mapKnown, UNKNOWN } from '../../src/model/knowable.ts';

describe('isUnknown', () => {
  it('knows the unknown after it was stored as JSON', () => {
    expect(isUnknown(JSON.parse(JSON.stringify(UNKNOWN)))).toBe(true);
  });

  it.each([null, undefined, 'unknown', false, 0, [], {}, { unknown: false }])(
    'takes %j for known',
    (value) => {
      expect(isUnknown(value)).toBe(false);
    },
  );
});

describe('mapKnown', () => {
  it('changes what is known and leaves the unknown', () => {
    const known = mapKnown<number, string>(2, (value) => `${value} keys`);
    const unknown = mapKnown<number, string>(UNKNOWN, (value) => `${value} keys`);

    expect(known).toBe('2 keys');
    expect(unknown).toEqual({ unknown: true });
  });
});
