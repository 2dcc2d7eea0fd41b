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
    [[], false],
    [[null, JUST_BEFORE], false],
    [[JUST_BEFORE, WITHIN_THE_MARGIN], true],
    [['2026-01-15T12:35:00Z'], true],
  ])('are dates later than the lists, or five minutes before them: %j', (dates, isSeen) => {
    const seen = signs();

    seen.lookAt(dates);

    expect(seen.isSeen).toBe(isSeen);
  });

  it.each([
    { listed: [], reported: [], isSeen: false },
    { listed: ['2025-01-01T00:00:00Z'], reported: [], isSeen: false },
    { listed: [JUST_BEFORE], reported: ['2025-01-01T00:00:00Z', JUST_BEFORE], isSeen: false },
    { listed: [], reported: [JUST_BEFORE], isSeen: true },
    { listed: ['2025-01-01T00:00:00Z'], reported: [JUST_BEFORE], isSeen: true },
    { listed: [WITHIN_THE_MARGIN], reported: [WITHIN_THE_MARGIN], isSeen: true },
  ])('are lists without anything that the report shows: $listed of $reported', (given) => {
    const seen = signs();

    seen.compare(given.listed, given.reported);

    expect(seen.isSeen).toBe(given.isSeen);
  });

  it('are not forgotten', () => {
    const seen = signs();

    seen.expect(false);
    seen.expect(true);
    seen.lookAt([JUST_BEFORE]);

    expect(seen.isSeen).toBe(true);
  });
});
