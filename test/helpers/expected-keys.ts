import type { AccessKey } from '../../src/simulation/index.ts';
import { byBytes } from './expected-text.ts';
import type { UserTruth } from './expected-truth.ts';

/** One access key as the file shows it. */
export interface ExpectedKey {
  /** `unknown` if it could not be listed. */
  readonly id: string;
  /** `unknown`: not active, and only the report tells. */
  readonly status: string;
  readonly createdAt: string;
  /** `null`: never. */
  readonly lastUsedAt: string | null;
  /** `null`: never used. */
  readonly service: string | null;
  /** `null`: never used, or for a service without regions. */
  readonly region: string | null;
}

/** The access keys of a user in the order of the file, as far as they can be known. */
export function expectedKeys(truth: UserTruth): 'unknown' | readonly ExpectedKey[] {
  const { user, row, denied, everyKeyListed, slotsSuffice } = truth;
  const slots = slotsOf(truth);
  if (row !== null && slots.length === 0 && !everyKeyListed) return [];
  if (row !== null && slotsSuffice) return [...slots].sort(inOrder);
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
    const asked = denied.has('GetAccessKeyLastUsed') ? UNKNOWN_USE : toUse(lastUse);
    return { ...(isDecided ? slot : asked), id, status, createdAt };
  });
  return keys.sort(inOrder);
}

/** The keys as of the report, which knows no ids, and of states only whether a key is active. */
function slotsOf({ row, reportedAt }: UserTruth): readonly ExpectedKey[] {
  const keys = row?.accessKeys.filter(({ createdAt }) => createdAt <= reportedAt) ?? [];
  return keys.map(({ status, createdAt, deactivatedAt, lastUse }) => {
    const wasActive = status === 'Active' || (deactivatedAt !== null && deactivatedAt > reportedAt);
    const use = toUse(lastUse !== null && lastUse.at <= reportedAt ? lastUse : null);
    return { ...use, id: 'unknown', status: wasActive ? 'Active' : 'unknown', createdAt };
  });
}

type Use = Pick<ExpectedKey, 'lastUsedAt' | 'service' | 'region'>;

const UNKNOWN_USE: Use = { lastUsedAt: 'unknown', service: 'unknown', region: 'unknown' };

function toUse(use: AccessKey['lastUse']): Use {
  if (use === null) return { lastUsedAt: null, service: null, region: null };
  const { at, service, region } = use;
  return { lastUsedAt: at, service, region: region === 'N/A' ? null : region };
}

const STATUSES = ['Active', 'Inactive', 'Expired', 'unknown'];

/** Active, Inactive, Expired, unknown; then oldest first; then by id. */
function inOrder(a: ExpectedKey, b: ExpectedKey): number {
  return (
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    byBytes(a.createdAt, b.createdAt) ||
    byBytes(a.id, b.id) ||
    byBytes(useText(a), useText(b))
  );
}

function useText({ lastUsedAt, service, region }: ExpectedKey): string {
  return [lastUsedAt, service, region].join(' ');
}
