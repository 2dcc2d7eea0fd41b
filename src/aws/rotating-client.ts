import type { IAMClient } from '@aws-sdk/client-iam';
import { CollectorError } from '../errors.ts';
import { EXPIRED_CODES } from './aws-errors.ts';
import { codeOf } from './failure.ts';
import { ROLE_REFUSALS } from './role-session.ts';

/** A client that has new credentials as the old ones run out. */
export interface RotatingClient {
  /** Does something with credentials that are valid; if AWS says otherwise, once more with new ones. */
  use<T>(work: (client: IAMClient) => Promise<T>): Promise<T>;
}

export interface DatedClient {
  readonly client: IAMClient;
  readonly expiration: Date;
}

/** Credentials are renewed this long before they run out. */
const RENEW_BEFORE_MS = 5 * 60_000;

/**
 * Opens the first client. Where new credentials are refused, or do not help, nothing more is asked of
 * AWS: every further call would fail likewise.
 *
 * @param open - Gives a client with new credentials.
 */
export async function createRotatingClient(
  open: () => Promise<DatedClient>,
  now: () => Date,
): Promise<RotatingClient> {
  const renewal = createRenewal(open);
  await renewal.current();
  let end: { readonly reason: unknown } | null = null;

  const retry = async <T>(stale: Promise<DatedClient>, work: (client: IAMClient) => Promise<T>) => {
    try {
      return await work((await renewal.replace(stale)).client);
    } catch (thrown) {
      if (isStale(thrown) || isRefusal(thrown)) end = { reason: thrown };
      throw thrown;
    }
  };

  return {
    async use(work) {
      if (end !== null) throw end.reason;
      const before = renewal.current();
      const leftMs = (await before).expiration.getTime() - now().getTime();
      const used = leftMs < RENEW_BEFORE_MS ? renewal.replace(before) : before;
      try {
        return await work((await used.catch(() => before)).client);
      } catch (thrown) {
        if (!isStale(thrown)) throw thrown;
        return retry(used, work);
      }
    },
  };
}

interface Renewal {
  readonly current: () => Promise<DatedClient>;
  /** Replaces `stale`, once, however many calls find out at the same time that it is. */
  readonly replace: (stale: Promise<DatedClient>) => Promise<DatedClient>;
}

/** A renewal that fails is forgotten, so that a later call tries it again, unless it is refused. */
function createRenewal(open: () => Promise<DatedClient>): Renewal {
  let current = open();
  let refused: Promise<DatedClient> | null = null;
  return {
    current: () => current,
    replace: (stale) => {
      if (refused !== null) return refused;
      if (current !== stale) return current;
      const renewed = open();
      current = renewed;
      renewed.catch((thrown: unknown) => {
        current = stale;
        if (isRefusal(thrown)) refused = renewed;
      });
      return renewed;
    },
  };
}

/** A role that is deleted, or made anew, ends its sessions with the latter. */
function isStale(thrown: unknown): boolean {
  const code = codeOf(thrown);
  return EXPIRED_CODES.has(code) || code === 'InvalidClientTokenId';
}

/** Whether the role may not be assumed any more. */
function isRefusal(thrown: unknown): boolean {
  return thrown instanceof CollectorError && ROLE_REFUSALS.has(thrown.code);
}
