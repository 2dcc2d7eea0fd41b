import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/model/part.ts';
import { coverageOf } from '../../src/output/coverage.ts';
import { toLatestPointer, whyNotGoodEnough } from '../../src/output/latest.ts';
import { toManifest } from '../../src/output/to-manifest.ts';
import { anOutcome } from '../model/samples.ts';
import { aPlan } from './samples.ts';

describe('whyNotGoodEnough', () => {
  it('has nothing against a run that read all accounts', () => {
    expect(check(['collected', 'partial', 'skipped'], 100)).toBeNull();
  });

  it('names the coverage that is too low, and what is required', () => {
    expect(check(['collected', 'collected', 'failed'], 66.67)).toBe(
      'Only 66.66 % of the accounts were read; at least 66.67 % are required.',
    );
  });

  it('accepts exactly the coverage that is required', () => {
    expect(check(['collected', 'failed'], 50)).toBeNull();
  });

  it('refuses a run that read nothing, whatever is required', () => {
    expect(check(['failed'], 0)).toBe('No account was read.');
    expect(check(['skipped'], 0)).toBe('No account was read.');
  });

  it('refuses a run that missed an account with more than 5 % of the users', () => {
    expect(check(['collected', 'failed'], 50, [94, 6])).toBe(
      'The accounts that were not read held 6 of the 100 users of the previous snapshot; ' +
        'at most 5 % may be missing.',
    );
  });

  it('adds up the users of all accounts that were missed', () => {
    expect(check(['collected', 'failed', 'failed'], 0, [94, 3, 3])).toContain('held 6 of the 100');
  });

  it('accepts exactly 5 % of the users missing', () => {
    expect(check(['collected', 'failed'], 50, [95, 5])).toBeNull();
  });

  it('misses nothing where an account is new, or was skipped, or has left', () => {
    expect(check(['collected', 'failed'], 50, [10])).toBeNull();
    expect(check(['collected', 'skipped'], 50, [10, 90])).toBeNull();
    expect(check(['collected'], 50, [10, 90])).toBeNull();
  });

  it('misses nothing where the previous snapshot had no users', () => {
    expect(check(['collected', 'failed'], 50, [0, 0])).toBeNull();
  });
});

describe('toLatestPointer', () => {
  it('says what the manifest says, and where it is', () => {
    const manifest = toManifest({
      plan: aPlan(),
      outcomes: [anOutcome()],
      files: [{ key: 'a.csv', format: 'csv', rows: 0, bytes: 12, sha256: 'ab' }],
      finishedAt: '2026-03-01T12:01:00Z',
      tool: { name: 'iam-user-data-collector', version: '1.2.3' },
    });

    const pointer = toLatestPointer(manifest, '_iam-users/manifests/a.csv.manifest.json');

    expect(pointer).toEqual({
      schemaVersion: 1,
      runId: '20260301T120000Z-a1b2c3',
      status: 'COMPLETE',
      coverage: { planned: 1, collected: 1, partial: 0, failed: 0, skipped: 0, percent: 100 },
      collectedAt: '2026-03-01T12:00:00Z',
      manifest: '_iam-users/manifests/a.csv.manifest.json',
      files: [{ key: 'a.csv', format: 'csv', rows: 0, bytes: 12, sha256: 'ab' }],
    });
  });
});

/** The verdict on accounts of these outcomes, of which the first ones had these users before. */
function check(
  outcomes: readonly Outcome[],
  minCoverage: number,
  usersBefore: readonly number[] | null = null,
): string | null {
  const accounts = outcomes.map((outcome, index) => ({ accountId: String(index), outcome }));
  const previous =
    usersBefore?.map((users, index) => ({ accountId: String(index), users })) ?? null;
  return whyNotGoodEnough({ coverage: coverageOf(accounts), minCoverage, accounts, previous });
}
