import { compareAccessKeys } from '../model/access-key-order.ts';
import { ageInDays, type Instant, latest } from '../model/instant.ts';
import { isUnknown, type Knowable, mapKnown, UNKNOWN } from '../model/knowable.ts';
import { compareText } from '../model/text-order.ts';
import type { AccessKey, SigningCertificate, Tag, User } from '../model/user.ts';
import type { Json } from './json.ts';

/** The access keys of a user in the order in which every column shows them. */
export function accessKeysOf(user: User): Knowable<readonly AccessKey[]> {
  return mapKnown(user.accessKeys, (keys) => keys.toSorted(compareAccessKeys));
}

/** The newest of the console sign-in and the last use of any access key. */
export function lastActivityOf(user: User): Knowable<Instant | null> {
  if (isUnknown(user.accessKeys)) return UNKNOWN;
  const lastUses = user.accessKeys.map(lastUsedAtOf);
  return lastUses.reduce(
    (newest, next) => (isUnknown(newest) || isUnknown(next) ? UNKNOWN : latest([newest, next])),
    user.lastSignInAt,
  );
}

/** When the key was last used; `null` if never. */
export function lastUsedAtOf({ lastUse }: AccessKey): Knowable<Instant | null> {
  return mapKnown(lastUse, (use) => use?.at ?? null);
}

/** Whole days since the console password was changed; `null` without a password. */
export function passwordAgeOf(user: User, at: Instant): Knowable<number | null> {
  if (isUnknown(user.password) || user.password === null) return user.password;
  return mapKnown(user.password.agesFrom, (from) => ageInDays(from, at));
}

/** Whole days since the key was created; `null` for a key that is not active, as one of unknown status is not. */
export function activeKeyAgeOf(key: AccessKey, at: Instant): number | null {
  return key.status === 'Active' ? ageInDays(key.createdAt, at) : null;
}

/** A JSON object of the values by key. */
export function tagsToJson(tags: readonly Tag[]): Json {
  return { object: new Map(tags.map((tag) => [tag.key, tag.value])) };
}

/** A JSON array of the names. */
export function namesToJson(names: readonly string[]): Json {
  return names.toSorted(compareText);
}

/** A JSON array of one object for each certificate, with the names that IAM uses. */
export function certificatesToJson(certificates: readonly SigningCertificate[]): Json {
  return certificates
    .toSorted((left, right) => compareText(left.id, right.id))
    .map(({ id, status, uploadedAt }) => ({
      object: new Map([
        ['CertificateId', id],
        ['Status', status],
        ['UploadDate', uploadedAt],
      ]),
    }));
}
