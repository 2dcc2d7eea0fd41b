import { CollectorError } from '../errors.ts';
import type { AccessKeyLastUsed, IamReader } from '../ports.ts';

/** Asks when an access key of a user was last used; `null`: there is no such key any more. */
export type AskLastUse = (userName: string, keyId: string) => Promise<AccessKeyLastUsed | null>;

/**
 * Of a key that does not exist GetAccessKeyLastUsed says what it says where it is denied,
 * `AccessDenied`. Which of the two it is the owner's keys tell, listed once more: until a key that
 * is still there was denied, so that a denial costs an account one call and not one for each key.
 */
export function createLastUseAsker(reader: IamReader): AskLastUse {
  let isDenied = Promise.resolve(false);
  const isDenial = (userName: string, keyId: string): Promise<boolean> => {
    isDenied = isDenied.then((known) => known || isListed(reader, userName, keyId));
    return isDenied;
  };
  return async (userName, keyId) => {
    try {
      return await reader.getAccessKeyLastUsed(keyId);
    } catch (thrown) {
      const mayBeGone = thrown instanceof CollectorError && thrown.code === 'ACCESS_DENIED';
      if (!mayBeGone || (await isDenial(userName, keyId))) throw thrown;
      return null;
    }
  };
}

/** Where the list fails too, nothing speaks against a denial. */
async function isListed(reader: IamReader, userName: string, keyId: string): Promise<boolean> {
  try {
    const keys = await reader.listAccessKeys(userName);
    return keys?.some(({ id }) => id === keyId) ?? false;
  } catch (thrown) {
    if (thrown instanceof CollectorError) return true;
    throw thrown;
  }
}
