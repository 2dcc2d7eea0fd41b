import { CollectorError } from '../errors.ts';
import type { Reporter } from '../messages.ts';
import type { KnownAccount } from '../model/known-credentials.ts';
import { survivable } from './problem-log.ts';
import type { RunStore } from './run-store.ts';

/** What runs leave for later ones. To be without it costs calls and nothing else. */
export interface KnownStore {
  /** `null`: nothing is known of the account. */
  read(accountId: string): Promise<KnownAccount | null>;
  write(known: KnownAccount): Promise<void>;
}

export interface KnownStoreOptions {
  /** Whether what is known is used; if not, it is still written. */
  readonly reuse: boolean;
  readonly reporter: Reporter;
}

/**
 * Keeps it in the run store. Nothing that fails there fails an account; the first failure is said, for
 * all of them.
 *
 * Two runs at the same time write whole files: the later one stands. That is harmless, since each is
 * true of the time of its lists, and says when that was.
 */
export function createKnownStore(
  runStore: Pick<RunStore, 'readKnown' | 'writeKnown'>,
  { reuse, reporter }: KnownStoreOptions,
): KnownStore {
  let isSaid = false;
  const unlessItFails = async <T>(work: Promise<T>, instead: T): Promise<T> => {
    try {
      return await work;
    } catch (thrown) {
      const { code, message } = survivable(CollectorError.from(thrown));
      if (!isSaid) reporter({ type: 'warning', code, text: `${message}; ${CONSEQUENCE}` });
      isSaid = true;
      return instead;
    }
  };
  return {
    read: async (accountId) => (reuse ? unlessItFails(runStore.readKnown(accountId), null) : null),
    write: (known) => unlessItFails(runStore.writeKnown(known), undefined),
  };
}

const CONSEQUENCE =
  'the result is not affected, but access keys and certificates are listed that need not be.';
