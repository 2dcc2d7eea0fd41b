import type { Instant } from './instant.ts';
import type { AccessKeyStatus } from './user.ts';

/** What one user is known to have of one kind, from the last time that it was listed. */
export interface KnownList {
  /**
   * GeneratedTime of the credential report that the run had when it listed. The list was made later,
   * so that it has everything that was made in a second before.
   */
  readonly asOf: Instant;
  /** `collectedAt` of that run. */
  readonly listedAt: Instant;
  readonly credentials: readonly KnownCredential[];
}

/**
 * An access key or a signing certificate. Neither its id nor the second in which it was made ever
 * changes.
 */
export interface KnownCredential {
  readonly id: string;
  readonly status: AccessKeyStatus;
  /** Of a certificate, when it was uploaded. */
  readonly createdAt: Instant;
}

/** The credentials that are remembered from run to run. */
export const KNOWN_KINDS = ['accessKeys', 'signingCertificates'] as const;

export type KnownKind = (typeof KNOWN_KINDS)[number];

/** `null`: not known of the user. */
export type KnownUser = Readonly<Record<KnownKind, KnownList | null>>;

/** What earlier runs have learnt of one account and later ones need not ask again. */
export interface KnownAccount {
  readonly accountId: string;
  /** Whether the report did not show every key: then its slots say nothing in this account. */
  readonly reportHidKeys: boolean;
  /** By user id, which is never used again, unlike the name. */
  readonly users: ReadonlyMap<string, KnownUser>;
}

/** A slot of the credential report, which has no ids. */
export interface KnownSlot {
  readonly active: boolean;
  readonly createdAt: Instant;
}

/**
 * The credentials that stand behind the slots of a user's row, if what is known decides that; `null`
 * if they have to be listed.
 *
 * Slots and known credentials have to agree one to one, by the second of creation and by whether
 * they are active. What was made in one second cannot be told apart; nor is it certain of a second
 * that was not over when the list was made that nothing else was made in it. Of what is not active
 * the report does not tell whether it is Inactive or Expired: the word of the list stands.
 *
 * @param generatedAt - When the report was made.
 */
export function recallSlots(
  known: KnownList | null,
  slots: readonly KnownSlot[],
  generatedAt: Instant,
): readonly KnownCredential[] | null {
  if (known === null || slots.length === 0) return null;
  const { asOf, credentials } = known;
  const seconds = new Set(slots.map(({ createdAt }) => createdAt));
  if (asOf > generatedAt || seconds.size !== credentials.length) return null;
  const isDecided = slots.every(({ active, createdAt }) => {
    const [credential, twin] = credentials.filter((one) => one.createdAt === createdAt);
    if (credential === undefined || twin !== undefined || createdAt >= asOf) return false;
    return active === (credential.status === 'Active');
  });
  return isDecided && seconds.size === slots.length ? credentials : null;
}

/**
 * Whether a new list of the same user shows that what is known is wrong: it has something that the
 * earlier list should have had, or gives an id another second. What it lacks was deleted since.
 */
export function contradicts(known: KnownList, listed: readonly KnownCredential[]): boolean {
  return listed.some(({ id, createdAt }) => {
    const before = known.credentials.find((credential) => credential.id === id);
    return before === undefined ? createdAt < known.asOf : createdAt !== before.createdAt;
  });
}
