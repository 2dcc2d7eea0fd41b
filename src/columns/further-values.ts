import { type FactName, publishedFacts } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';
import { isUnknown, type Knowable, UNKNOWN } from '../model/knowable.ts';
import { mfaKindOf } from '../model/mfa-kind.ts';
import { compareText } from '../model/text-order.ts';
import { unknownFactsOfUser } from '../model/unknown-facts.ts';
import type {
  MfaDevice,
  Password,
  ServiceSpecificCredential,
  SshPublicKey,
  User,
} from '../model/user.ts';
import type { RowContext } from './column.ts';
import type { Json } from './json.ts';
import { accessKeysOf, lastActivityOf, lastUsedAtOf } from './values.ts';

/** Something about the console password; `null` without one. */
export function passwordField(
  { password }: User,
  field: (password: Password) => Knowable<Instant | null>,
): Knowable<Instant | null> {
  return isUnknown(password) || password === null ? password : field(password);
}

/**
 * The credential whose last use is the last activity: `password`, or the id of an access key. Of
 * several that were last used in the same second the first counts, the password before the keys.
 */
export function lastActivityCredentialOf(user: User): Knowable<string | null> {
  const activeAt = lastActivityOf(user);
  const keys = accessKeysOf(user);
  if (isUnknown(activeAt) || isUnknown(keys)) return UNKNOWN;
  const credentials = [
    { name: 'password', usedAt: user.lastSignInAt },
    ...keys.map((key) => ({ name: key.id, usedAt: lastUsedAtOf(key) })),
  ];
  return credentials.find(({ usedAt }) => usedAt !== null && usedAt === activeAt)?.name ?? null;
}

/** The facts that are unknown of those that the columns of the file need. */
export function unknownFactsIn({ user, account, facts }: RowContext): Json {
  const unknown = new Set<FactName>(unknownFactsOfUser(user));
  if (isUnknown(account.accountAlias)) unknown.add('alias');
  if (isUnknown(account.credentialReportTime)) unknown.add('credentialReportTime');
  return publishedFacts([...unknown].filter((fact) => facts.has(fact)));
}

/** A JSON array of one object for each device, with the names that IAM uses, and `Kind`. */
export function devicesToJson(devices: readonly MfaDevice[]): Json {
  return devices
    .toSorted((left, right) => compareText(left.serialNumber, right.serialNumber))
    .map(({ serialNumber, enabledAt }) =>
      objectOf({
        EnableDate: enabledAt,
        Kind: mfaKindOf(serialNumber),
        SerialNumber: serialNumber,
      }),
    );
}

/** A JSON array of one object for each credential, with the names that IAM uses. */
export function credentialsToJson(credentials: readonly ServiceSpecificCredential[]): Json {
  return credentials.toSorted(byId).map(({ id, serviceName, status, createdAt, expiresAt }) =>
    objectOf({
      CreateDate: createdAt,
      ExpirationDate: expiresAt,
      ServiceName: serviceName,
      ServiceSpecificCredentialId: id,
      Status: status,
    }),
  );
}

/** A JSON array of one object for each key, with the names that IAM uses. */
export function sshPublicKeysToJson(keys: readonly SshPublicKey[]): Json {
  return keys
    .toSorted(byId)
    .map(({ id, status, uploadedAt }) =>
      objectOf({ SSHPublicKeyId: id, Status: status, UploadDate: uploadedAt }),
    );
}

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return compareText(left.id, right.id);
}

function objectOf(fields: Readonly<Record<string, string | null>>): Json {
  return { object: new Map(Object.entries(fields)) };
}
