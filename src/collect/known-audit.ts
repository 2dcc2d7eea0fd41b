import { createHash } from 'node:crypto';
import type { Instant } from '../model/instant.ts';
import { compareText } from '../model/text-order.ts';

/** Something that is known and need not be listed. */
export interface AuditCandidate {
  /** Tells it from the others of the account. */
  readonly key: string;
  readonly listedAt: Instant;
}

/** One in so many is listed again in every run. */
const SHARE = 30;

/**
 * Chooses what is listed again though it is known, so that something wrong in what is known is found:
 * one in thirty, rounded up. Whose list is oldest comes first, so that after thirty runs everybody has
 * had a turn; of lists made at the same time a hash decides, another one in each run, so that turns
 * come even where a run store cannot be written.
 *
 * @param run - Nothing can have been listed later than this run: whose list claims it comes first.
 */
export function chooseAudit(
  candidates: readonly AuditCandidate[],
  { runId, collectedAt }: { readonly runId: string; readonly collectedAt: Instant },
): ReadonlySet<string> {
  const ranked = candidates
    .map(({ key, listedAt }) => ({
      key,
      age: listedAt > collectedAt ? '' : listedAt,
      lot: createHash('sha256').update(`${runId} ${key}`).digest('hex'),
    }))
    .sort((left, right) => compareText(left.age, right.age) || compareText(left.lot, right.lot));
  const chosen = ranked.slice(0, Math.ceil(candidates.length / SHARE));
  return new Set(chosen.map(({ key }) => key));
}
