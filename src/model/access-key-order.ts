import { isUnknown, type Knowable, mapKnown } from './knowable.ts';
import { compareText } from './text-order.ts';
import type { AccessKey, AccessKeyStatus } from './user.ts';

/**
 * Orders the access keys of one user: Active, Inactive, Expired; then oldest first; then by id.
 *
 * Keys of unknown status, which are not active, come last. Keys whose id is unknown come behind those of the same status and second, ordered by their last
 * use, so that the same facts always give the same order.
 */
export function compareAccessKeys(left: AccessKey, right: AccessKey): number {
  return (
    placeOf(left.status) - placeOf(right.status) ||
    compareText(left.createdAt, right.createdAt) ||
    compareKnowable(left.id, right.id) ||
    compareKnowable(useOf(left), useOf(right))
  );
}

const STATUS_ORDER: Readonly<Record<AccessKeyStatus, number>> = {
  Active: 0,
  Inactive: 1,
  Expired: 2,
};

function placeOf(status: AccessKey['status']): number {
  return isUnknown(status) ? Object.keys(STATUS_ORDER).length : STATUS_ORDER[status];
}

function useOf({ lastUse }: AccessKey): Knowable<string | null> {
  return mapKnown(lastUse, (use) => use && [use.at, use.service, use.region].join(' '));
}

/** `null` first, unknown last. */
function compareKnowable(left: Knowable<string | null>, right: Knowable<string | null>): number {
  if (isUnknown(left) || isUnknown(right))
    return Number(isUnknown(left)) - Number(isUnknown(right));
  return compareText(left ?? '', right ?? '');
}
