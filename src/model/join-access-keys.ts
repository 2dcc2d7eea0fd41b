import type { Instant } from './instant.ts';
import { UNKNOWN } from './knowable.ts';
import type { KeySlot } from './report-row.ts';
import type { AccessKey, AccessKeyStatus } from './user.ts';

/** An access key as ListAccessKeys shows it: no word of its use. */
export interface ListedAccessKey {
  readonly id: string;
  readonly status: AccessKeyStatus;
  readonly createdAt: Instant;
}

export interface JoinedAccessKeys {
  /** Every listed key. Where the report does not decide the last use, it is unknown as yet. */
  readonly keys: readonly AccessKey[];
  /** Ids of the keys whose last use has to be asked for. */
  readonly undecided: readonly string[];
  /** Whether a key older than the report is not in it: then its slots cannot be trusted. */
  readonly hasUnreportedKey: boolean;
}

/**
 * Joins the keys of one user to the slots of the credential report, which has no key ids.
 *
 * Only the second of creation joins them: the order of the slots means nothing, and their status
 * may be hours older than the list's, so the listed status stands. Two keys or two slots of the
 * same second cannot be told apart. A slot without a listed key is that of a key deleted since.
 *
 * @param generatedAt - When the report was made.
 */
export function joinAccessKeys(
  listed: readonly ListedAccessKey[],
  slots: readonly KeySlot[],
  generatedAt: Instant,
): JoinedAccessKeys {
  const undecided: string[] = [];
  let hasUnreportedKey = false;
  const keys = listed.map((key) => {
    const twins = listed.filter(({ createdAt }) => createdAt === key.createdAt);
    const candidates = slots.filter(({ createdAt }) => createdAt === key.createdAt);
    const [slot] = candidates;
    if (slot !== undefined && candidates.length === 1 && twins.length === 1) {
      return { ...key, lastUse: slot.lastUse };
    }
    undecided.push(key.id);
    hasUnreportedKey ||= candidates.length < twins.length && key.createdAt < generatedAt;
    return { ...key, lastUse: UNKNOWN };
  });
  return { keys, undecided, hasUnreportedKey };
}

/**
 * The keys of one user as far as the report alone tells: no ids, and of a key that is not active not
 * whether it is Inactive or Expired, since `access_key_n_active` is true or false.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export function keysOfSlots(slots: readonly KeySlot[]): readonly AccessKey[] {
  return slots.map(({ active, createdAt, lastUse }) => ({
    id: UNKNOWN,
    status: active ? 'Active' : UNKNOWN,
    createdAt,
    lastUse,
  }));
}
