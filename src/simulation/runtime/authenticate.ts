import type { Session, Sessions } from './sessions.ts';

/** Whose request it is, or why nobody can tell. */
export type Authentication =
  | { readonly outcome: 'known'; readonly session: Session }
  | { readonly outcome: 'missing' | 'unknown' | 'expired' };

/**
 * Finds the session by the access key id in the credential scope of the signature. Signatures are
 * not verified; temporary credentials need the token that was given out with them.
 */
export function authenticate(
  sessions: Sessions,
  headers: Readonly<Record<string, string>>,
  target: string,
): Authentication {
  const accessKeyId = accessKeyIdOf(headers, target);
  if (accessKeyId === undefined) return { outcome: 'missing' };
  const session = sessions.find(accessKeyId);
  if (session === undefined) return { outcome: 'unknown' };
  const token = headers['x-amz-security-token'] ?? queryValue(target, 'X-Amz-Security-Token');
  if (session.token !== null && session.token !== token) return { outcome: 'unknown' };
  if (session.expiresAt !== null && session.expiresAt <= Date.now()) return { outcome: 'expired' };
  return { outcome: 'known', session };
}

function accessKeyIdOf(
  headers: Readonly<Record<string, string>>,
  target: string,
): string | undefined {
  const signed = /Credential=([^/,\s]+)\//.exec(headers.authorization ?? '')?.[1];
  return signed ?? queryValue(target, 'X-Amz-Credential')?.split('/')[0];
}

/** Of a presigned URL. */
function queryValue(target: string, name: string): string | undefined {
  if (!target.includes(name)) return undefined;
  return new URLSearchParams(target.slice(target.indexOf('?') + 1)).get(name) ?? undefined;
}
