import { describe, expect, it } from 'vitest';
import { chooseAudit } from '../../src/collect/known-audit.ts';

const LONG_AGO = '2026-01-01T00:00:00Z';

function runAt(day: number) {
  const collectedAt = `2026-03-${String(day).padStart(2, '0')}T00:00:00Z`;
  return { runId: `run ${day}`, collectedAt };
}

function candidates(count: number, listedAt = LONG_AGO) {
  return Array.from({ length: count }, (_, number) => ({ key: `user ${number}`, listedAt }));
}

describe('whom a run lists again', () => {
  it.each([
    [0, 0],
    [1, 1],
    [30, 1],
    [31, 2],
    [900, 30],
  ])('is, of %i who are known, %i', (known, chosen) => {
    expect(chooseAudit(candidates(known), runAt(1)).size).toBe(chosen);
  });

  it.each([1, 7, 30, 59, 100])('is each of %i after thirty runs', (count) => {
    const known = new Map(candidates(count).map(({ key, listedAt }) => [key, listedAt]));
    const seen = new Set<string>();
    for (let day = 1; day <= 30; day += 1) {
      const run = runAt(day);

      const chosen = chooseAudit(
        [...known].map(([key, listedAt]) => ({ key, listedAt })),
        run,
      );

      for (const key of chosen) {
        seen.add(key);
        known.set(key, run.collectedAt);
      }
    }

    expect(seen.size).toBe(count);
  });

  it('is not always the same where no run store remembers it', () => {
    const chosen = [1, 2, 3, 4, 5, 6].flatMap((day) => [
      ...chooseAudit(candidates(30), runAt(day)),
    ]);

    expect(new Set(chosen).size).toBeGreaterThan(1);
  });

  it('is first who was listed after the run, if one can believe it', () => {
    const [first, ...others] = candidates(30);

    const chosen = chooseAudit(
      [...others, { key: first?.key ?? '', listedAt: '2999-01-01T00:00:00Z' }],
      runAt(1),
    );

    expect([...chosen]).toEqual(['user 0']);
  });
});
