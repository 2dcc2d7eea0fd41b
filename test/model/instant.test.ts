import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageInDays, latest, toInstant } from '../../src/model/instant.ts';

describe('toInstant', () => {
  it('drops the milliseconds', () => {
    expect(toInstant(new Date('2026-09-11T13:14:52.999Z'))).toBe('2026-09-11T13:14:52Z');
  });
});

describe('ageInDays', () => {
  it.each([
    ['2026-03-01T12:00:00Z', 0],
    ['2026-02-28T12:00:01Z', 0],
    ['2026-02-28T12:00:00Z', 1],
    ['2025-03-01T12:00:00Z', 365],
    ['2026-03-01T12:00:01Z', 0],
    ['2026-04-01T12:00:00Z', 0],
  ])('of %s on 2026-03-01 at noon is %i', (since, days) => {
    expect(ageInDays(since, '2026-03-01T12:00:00Z')).toBe(days);
  });
});

describe('latest', () => {
  it('is null where there is none', () => {
    expect(latest([])).toBeNull();
    expect(latest([null, null])).toBeNull();
  });

  it('is the instant that no other is after', () => {
    const dates = fc.date({ min: new Date(0), max: new Date('2099-01-01'), noInvalidDate: true });

    fc.assert(
      fc.property(fc.array(dates, { minLength: 1 }), (times) => {
        const instants = times.map((time) => toInstant(time));

        const newest = Math.max(...instants.map((instant) => Date.parse(instant)));
        expect(latest([null, ...instants, null])).toBe(toInstant(new Date(newest)));
      }),
    );
  });
});
