import type { UserTruth } from './expected-csv.ts';
import { byBytes } from './expected-text.ts';

/** One access key as the file shows it. */
export interface ExpectedKey {
  /** `unknown` if it could not be listed. */
  readonly id: string;
  readonly status: string;
  readonly createdAt: string;
  /** `null`: never. */
  readonly lastUsedAt: string | null;
}

/** The access keys of a user in the order of the file, as far as they can be known. */
export function expectedKeys(truth: UserTruth): 'unknown' | readonly ExpectedKey[] {
  const { user, row, denied, everyKeyListed } = truth;
  const slots = slotsOf(truth);
  if (row !== null && slots.length === 0 && !everyKeyListed) return [];
  if (denied.has('ListAccessKeys')) {
    return slots.length === 0 ? 'unknown' : [...slots].sort(inOrder);
  }
  const keys = user.accessKeys.map(({ id, status, createdAt, lastUse }) => {
    const sameSecond = (key: { readonly createdAt: string }) => key.createdAt === createdAt;
    const [slot, secondSlot] = slots.filter(sameSecond);
    const isDecided =
      slot !== undefined &&
      secondSlot === undefined &&
      user.accessKeys.filter(sameSecond).length === 1;
    const asked = denied.has('GetAccessKeyLastUsed') ? 'unknown' : (lastUse?.at ?? null);
    return { id, status, createdAt, lastUsedAt: isDecided ? slot.lastUsedAt : asked };
  });
  return keys.sort(inOrder);
}

/** The keys as of the report, which knows neither ids nor more than two states. */
function slotsOf({ row, reportedAt }: UserTruth): readonly ExpectedKey[] {
  const keys = row?.accessKeys.filter(({ createdAt }) => createdAt <= reportedAt) ?? [];
  return keys.map(({ status, createdAt, deactivatedAt, lastUse }) => {
    const wasActive = status === 'Active' || (deactivatedAt !== null && deactivatedAt > reportedAt);
    const lastUsedAt = lastUse !== null && lastUse.at <= reportedAt ? lastUse.at : null;
    return { id: 'unknown', status: wasActive ? 'Active' : 'Inactive', createdAt, lastUsedAt };
  });
}

const STATUSES = ['Active', 'Inactive', 'Expired'];

/** Active, Inactive, Expired; then oldest first; then by id. */
function inOrder(a: ExpectedKey, b: ExpectedKey): number {
  return (
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    byBytes(a.createdAt, b.createdAt) ||
    byBytes(a.id, b.id) ||
    byBytes(a.lastUsedAt ?? '', b.lastUsedAt ?? '')
  );
}
