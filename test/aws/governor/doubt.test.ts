import { describe, expect, it } from 'vitest';
import { Doubt, type Verdict } from '../../../src/aws/governor/doubt.ts';

/** Answers of which every so-manieth is not a refusal; gives the verdicts in their order. */
function hear(doubt: Doubt, answers: number, admittedEvery: number): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (let index = 1; index <= answers; index += 1) {
    const verdict = doubt.hear({ sentAt: index, at: index }, index % admittedEvery !== 0);
    if (verdict !== null) verdicts.push(verdict);
  }
  return verdicts;
}

describe('doubt that refusals come of the rate', () => {
  it('is none before calls have been slowed down', () => {
    expect(hear(new Doubt(), 1_000, 2)).toEqual([]);
  });

  it('arises when half of the calls are refused for long at the same pace', () => {
    const doubt = new Doubt();

    doubt.slowed(10, 0);
    const early = hear(doubt, 59, 2);
    const late = hear(doubt, 1, 2);

    expect(early).toEqual([]);
    expect(late).toEqual(['try']);
    expect(doubt.isTrying).toBe(true);
  });

  it('waits until the pace is kept: every real slowdown is given its time', () => {
    const doubt = new Doubt();

    doubt.slowed(10, 0);
    hear(doubt, 50, 2);
    doubt.slowed(8, 0);

    expect(hear(doubt, 50, 2)).toEqual([]);
    expect(hear(doubt, 10, 2)).toEqual(['try']);
  });

  it('does not wait anew because the pace is slowed by a little', () => {
    const doubt = new Doubt();

    doubt.slowed(10, 0);
    hear(doubt, 50, 2);
    doubt.slowed(9.5, 0);

    expect(hear(doubt, 10, 2)).toEqual(['try']);
  });

  it('does not arise where few calls are refused', () => {
    const doubt = new Doubt();

    doubt.slowed(10, 0);
    for (let index = 1; index <= 200; index += 1) {
      expect(doubt.hear({ sentAt: index, at: index }, index % 10 === 0)).toBeNull();
    }
  });

  it.each([
    { what: 'the same share', admittedEvery: 2, verdict: 'of something else' },
    { what: 'all that is more', admittedEvery: 4, verdict: 'of the rate' },
  ])('is settled by a trial at twice the pace in which $what is refused', (trial) => {
    const doubt = new Doubt();
    doubt.slowed(10, 0);
    hear(doubt, 60, 2);

    const verdicts = Array.from({ length: 40 }, (_, index) =>
      doubt.hear({ sentAt: 100 + index, at: 100 + index }, index % trial.admittedEvery !== 0),
    );

    expect(verdicts.filter((verdict) => verdict !== null)).toEqual([trial.verdict]);
  });

  it('counts nothing that was sent before the trial', () => {
    const doubt = new Doubt();
    doubt.slowed(10, 0);
    hear(doubt, 60, 2);

    expect(hear(doubt, 59, 4)).toEqual([]);
    expect(doubt.isTrying).toBe(true);
  });
});
