import { compareAccessKeys } from '../model/access-key-order.ts';
import { ACCESS_KEY_FACTS, LISTED_KEY_FACTS } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';
import { type JoinedAccessKeys, joinAccessKeys, keysOfSlots } from '../model/join-access-keys.ts';
import { isUnknown, type Knowable, UNKNOWN } from '../model/knowable.ts';
import type { ReportRow } from '../model/report-row.ts';
import type {
  AccessKey,
  ServiceSpecificCredential,
  SigningCertificate,
  SshPublicKey,
} from '../model/user.ts';
import type { UserIdentity } from '../ports.ts';
import { listAccessKeys, listSigningCertificates } from './known-lists.ts';
import { ownCredentials } from './owned-credentials.ts';
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
 * is listed. Where the report does not show every key, what it shows may not be all.
 */
export async function readAccessKeys(
  row: ReportRow | null,
  calls: UserCalls,
  context: CompletionContext,
): Promise<KeyReading> {
  if (!areKeysAsked(context)) return reading(UNKNOWN);
  const slots = context.reportHidesKeys ? null : (row?.keySlots ?? null);
  const reported = slots && keysOfSlots(slots).toSorted(compareAccessKeys);
  if (reported !== null && (reported.length === 0 || !needsList(context))) return reading(reported);
  const listed = await listKeys(row, calls, context);
  return listed ?? reading(reported ?? UNKNOWN);
}

/** Whether `readAccessKeys` tries to list the keys, though the report can be believed. */
export function areKeysListed(row: ReportRow | null, context: CompletionContext): boolean {
  return row === null || (row.keySlots.length > 0 && needsList(context));
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

/** The service-specific credentials; several pages may be about users before and after a change. */
export function readOwnCredentials(
  user: UserIdentity,
  calls: UserCalls,
  { credentials }: CompletionContext,
): Knowable<readonly ServiceSpecificCredential[]> {
  const own = ownCredentials(user, credentials);
  if (!isUnknown(own)) for (const { createdAt } of own) calls.signs.lookAt([createdAt]);
  return own;
}

function createdAtOf({ createdAt }: { readonly createdAt: Instant }): Instant {
  return createdAt;
}

function uploadedAtOf({ uploadedAt }: { readonly uploadedAt: Instant }): Instant {
  return uploadedAt;
}
