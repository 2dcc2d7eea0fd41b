import { compareAccessKeys } from '../model/access-key-order.ts';
import { ACCESS_KEY_FACTS, LISTED_KEY_FACTS } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';
import { type JoinedAccessKeys, joinAccessKeys, keysOfSlots } from '../model/join-access-keys.ts';
import { isUnknown, type Knowable, UNKNOWN } from '../model/knowable.ts';
import type { ReportRow } from '../model/report-row.ts';
import { compareText } from '../model/text-order.ts';
import type {
  AccessKey,
  ServiceSpecificCredential,
  SigningCertificate,
  SshPublicKey,
} from '../model/user.ts';
import type { UserIdentity } from '../ports.ts';
import { listAccessKeys, listSigningCertificates } from './known-lists.ts';
import type { CompletionContext, UserCalls } from './user-calls.ts';

export interface KeyReading {
  readonly accessKeys: Knowable<readonly AccessKey[]>;
  readonly hasUnreportedKey: boolean;
}

/** Whether anything is to be known of access keys. */
export function areKeysAsked({ facts }: Pick<CompletionContext, 'facts'>): boolean {
  return ACCESS_KEY_FACTS.some((fact) => facts.has(fact));
}

/** Whether something is to be known that the credential report does not tell. */
export function needsList({ facts }: Pick<CompletionContext, 'facts'>): boolean {
  return LISTED_KEY_FACTS.some((fact) => facts.has(fact));
}

/**
 * The access keys. Their ids have to be listed, and whether a key is Inactive or Expired; the rest
 * is taken from the slots of the report's row where there is one, so that without the former nothing
 * is listed.
 */
export async function readAccessKeys(
  row: ReportRow | null,
  calls: UserCalls,
  context: CompletionContext,
): Promise<KeyReading> {
  if (!areKeysAsked(context)) return reading(UNKNOWN);
  if (row !== null && (row.keySlots.length === 0 || !needsList(context))) {
    return reading(keysOfSlots(row.keySlots).toSorted(compareAccessKeys));
  }
  const listed = await listKeys(row, calls, context);
  if (listed !== null) return listed;
  return reading(row === null ? UNKNOWN : keysOfSlots(row.keySlots).toSorted(compareAccessKeys));
}

/**
 * The access keys of a user in an account whose report does not show every key: listed where it
 * shows none, and unknown where they could not be listed.
 */
export async function keysWithoutReport(
  accessKeys: Knowable<readonly AccessKey[]>,
  row: ReportRow | null,
  calls: UserCalls,
  context: CompletionContext,
): Promise<Knowable<readonly AccessKey[]>> {
  if (row !== null && (row.keySlots.length === 0 || !needsList(context)))
    return (await listKeys(row, calls, context))?.accessKeys ?? UNKNOWN;
  if (isUnknown(accessKeys) || accessKeys.some(({ id }) => isUnknown(id))) return UNKNOWN;
  return accessKeys;
}

/** `null`: they could not be listed. */
async function listKeys(
  row: ReportRow | null,
  calls: UserCalls,
  context: CompletionContext,
): Promise<KeyReading | null> {
  const { facts, dated } = context;
  const listed = await listAccessKeys(row, calls, context);
  if (isUnknown(listed)) return null;
  const slots = row?.keySlots ?? [];
  calls.signs.lookAt(listed.map(createdAtOf), slots.length > 0);
  const generatedAt = row === null ? '' : (dated?.generatedAt ?? '');
  const joined = joinAccessKeys(listed, slots, generatedAt);
  const keys = facts.has('accessKeyLastUse')
    ? await askLastUse(joined, calls, context)
    : joined.keys;
  return reading(keys.toSorted(compareAccessKeys), joined.hasUnreportedKey);
}

function reading(accessKeys: KeyReading['accessKeys'], hasUnreportedKey = false): KeyReading {
  return { accessKeys, hasUnreportedKey };
}

/** A key that IAM does not know any more makes the user be looked at again. */
async function askLastUse(
  { keys, undecided }: JoinedAccessKeys,
  calls: UserCalls,
  context: CompletionContext,
): Promise<readonly AccessKey[]> {
  const ask = (id: string) => context.askLastUse(calls.userName, id);
  const complete = async (key: AccessKey): Promise<AccessKey> => {
    const { id } = key;
    if (isUnknown(id) || !undecided.includes(id)) return key;
    const use = await calls.askAbout(id, ask);
    return isUnknown(use) ? key : { ...key, lastUse: use.lastUse };
  };
  return Promise.all(keys.map(complete));
}

/** The signing certificates, listed only for users who have any by the report's row. */
export async function readCertificates(
  row: ReportRow | null,
  calls: UserCalls,
  context: CompletionContext,
): Promise<Knowable<readonly SigningCertificate[]>> {
  if (!context.facts.has('signingCertificates')) return UNKNOWN;
  if (row?.certificateSlots.length === 0) return [];
  const listed = await listSigningCertificates(row, calls, context);
  if (isUnknown(listed)) return UNKNOWN;
  calls.signs.lookAt(listed.map(uploadedAtOf), row !== null);
  return listed;
}

/** The SSH public keys; no other call tells who has any. */
export async function readSshPublicKeys(
  calls: UserCalls,
  { facts, reader }: CompletionContext,
): Promise<Knowable<readonly SshPublicKey[]>> {
  if (!facts.has('sshPublicKeys')) return UNKNOWN;
  const listed = await calls.ask(reader.listSshPublicKeys);
  if (!isUnknown(listed)) calls.signs.lookAt(listed.map(uploadedAtOf));
  return listed;
}

/**
 * The service-specific credentials. The list has names only: what is older than the user was that of
 * another user of the name, deleted since.
 */
export function credentialsOf(
  { userName, createdAt: bornAt }: UserIdentity,
  calls: UserCalls,
  { credentials }: CompletionContext,
): Knowable<readonly ServiceSpecificCredential[]> {
  if (isUnknown(credentials)) return UNKNOWN;
  const own = (credentials.get(userName) ?? []).filter(({ createdAt }) => createdAt >= bornAt);
  // On several pages they may be those of both.
  for (const { createdAt } of own) calls.signs.lookAt([createdAt]);
  return own
    .map(({ id, serviceName, status, createdAt, expiresAt }) => {
      return { id, serviceName, status, createdAt, expiresAt };
    })
    .sort((left, right) => compareText(left.id, right.id));
}

function createdAtOf({ createdAt }: { readonly createdAt: Instant }): Instant {
  return createdAt;
}

function uploadedAtOf({ uploadedAt }: { readonly uploadedAt: Instant }): Instant {
  return uploadedAt;
}
