import { describe, expect, it } from 'vitest';
import { mayBeLaterThan, SignsOfAnother } from '../../src/collect/signs-of-another.ts';

const LISTED_AT = new Date('2026-01-15T12:34:56.789Z');
const JUST_BEFORE = '2026-01-15T12:29:55Z';
const WITHIN_THE_MARGIN = '2026-01-15T12:29:56Z';

function signs(): SignsOfAnother {
  return new SignsOfAnother(mayBeLaterThan(LISTED_AT));
}

describe('the signs that calls were about another user of the name', () => {
  it.each([
    { dates: [WITHIN_THE_MARGIN], isSeen: true },
    { dates: ['2026-01-15T12:35:00Z', WITHIN_THE_MARGIN], isSeen: true },
    { dates: [JUST_BEFORE], isSeen: false },
    { dates: ['2026-01-15T12:35:00Z', JUST_BEFORE], isSeen: false },
  ])(
    'are answers in which everything is later than five minutes before the lists: $dates',
    (given) => {
      const seen = signs();

      seen.lookAt(given.dates, true);

      expect(seen.isSeen).toBe(given.isSeen);
    },
  );

  it.each([true, false])('are empty answers where the report shows something: %s', (isExpected) => {
    const seen = signs();

    seen.lookAt([], isExpected);

    expect(seen.isSeen).toBe(isExpected);
  });

  it('are not forgotten', () => {
    const seen = signs();

    seen.lookAt([], true);
    seen.lookAt([JUST_BEFORE], true);

    expect(seen.isSeen).toBe(true);
  });
});
