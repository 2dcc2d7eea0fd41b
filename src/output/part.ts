import { CollectorError } from '../errors.ts';
import type { AccountOutcome, Part } from '../model/part.ts';
import type { User } from '../model/user.ts';

/** Names what a stored part holds, so that a later form of it can be told apart. */
const SCHEMA = 'iam-users/part/1';

/** A part as JSON Lines: the outcome, then one user a line. */
export function encodePart(part: Part): string {
  const lines = [{ schema: SCHEMA, outcome: part.outcome }, ...part.users];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/**
 * Reads a part back.
 *
 * @throws CollectorError `STORE_FAILED` if it is not a part, or not a whole one: a part that is cut
 * short must not pass for an account with fewer users.
 */
export function decodePart(text: string): Part {
  const [first = '', ...lines] = text.split('\n');
  const head = parseLine(first);
  if (!isHead(head)) throw unreadable('its first line is not the outcome of an account');
  const users = lines.filter((line) => line !== '').map(parseLine);
  if (!users.every(isUser)) throw unreadable('it has a line that is not a user');
  if (users.length !== head.outcome.users) {
    throw unreadable(`it has ${users.length} users where it says ${head.outcome.users}`);
  }
  return { outcome: head.outcome, users };
}

/** `undefined` for what is not JSON, which then fails the check of what the line should be. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Only what tells a part from anything else: it was written by `encodePart` or by nobody. */
function isHead(value: unknown): value is { readonly outcome: AccountOutcome } {
  return (
    isObject(value) &&
    value.schema === SCHEMA &&
    isObject(value.outcome) &&
    typeof value.outcome.accountId === 'string' &&
    typeof value.outcome.users === 'number' &&
    Array.isArray(value.outcome.errors)
  );
}

function isUser(value: unknown): value is User {
  return isObject(value) && typeof value.userId === 'string' && 'signingCertificates' in value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function unreadable(what: string): CollectorError {
  return new CollectorError('STORE_FAILED', `A stored part cannot be read: ${what}.`, {
    remedy: 'Start a new run with `iam-users collect`; it does not use the stored part.',
  });
}
