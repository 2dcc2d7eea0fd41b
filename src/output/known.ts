import type { Instant } from '../model/instant.ts';
import {
  KNOWN_KINDS,
  type KnownAccount,
  type KnownCredential,
  type KnownList,
  type KnownUser,
} from '../model/known-credentials.ts';

/** Names what is stored, so that a later form of it can be told apart. */
const SCHEMA = 'iam-users/known/1';

/** What is known of an account as JSON Lines: the account, then one user a line. */
export function encodeKnown({ accountId, reportHidKeys, users }: KnownAccount): string {
  const head: Head = { schema: SCHEMA, accountId, reportHidKeys, users: users.size };
  const lines = [head, ...[...users].map(([userId, known]) => ({ userId, ...known }))];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/**
 * Reads it back; `null` for anything that is not, in every field and to the end, what was written of
 * that account. Nothing is lost then but calls.
 */
export function decodeKnown(text: string, accountId: string): KnownAccount | null {
  try {
    const [head, ...lines]: readonly unknown[] = text.trimEnd().split('\n').map(parseLine);
    if (!isHead(head) || head.accountId !== accountId || !lines.every(isUserLine)) return null;
    const users = new Map(
      lines.map(({ userId, accessKeys, signingCertificates }) => [
        userId,
        { accessKeys, signingCertificates },
      ]),
    );
    if (users.size !== head.users || users.size !== lines.length) return null;
    return { accountId, reportHidKeys: head.reportHidKeys, users };
  } catch {
    return null;
  }
}

interface Head {
  readonly schema: typeof SCHEMA;
  readonly accountId: string;
  readonly reportHidKeys: boolean;
  /** Their number, which tells a file that is cut short. */
  readonly users: number;
}

type UserLine = KnownUser & { readonly userId: string };

function parseLine(line: string): unknown {
  return JSON.parse(line);
}

function isHead(value: unknown): value is Head {
  return isObject(value) && value.schema === SCHEMA && typeof value.reportHidKeys === 'boolean';
}

function isUserLine(value: unknown): value is UserLine {
  return (
    isObject(value) &&
    typeof value.userId === 'string' &&
    KNOWN_KINDS.every((kind) => value[kind] === null || isList(value[kind]))
  );
}

function isList(value: unknown): value is KnownList {
  return (
    isObject(value) &&
    isInstant(value.asOf) &&
    isInstant(value.listedAt) &&
    Array.isArray(value.credentials) &&
    value.credentials.every(isCredential)
  );
}

function isCredential(value: unknown): value is KnownCredential {
  return (
    isObject(value) &&
    typeof value.id === 'string' &&
    STATUSES.has(value.status) &&
    isInstant(value.createdAt)
  );
}

const STATUSES: ReadonlySet<unknown> = new Set(['Active', 'Inactive', 'Expired']);

function isInstant(value: unknown): value is Instant {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
