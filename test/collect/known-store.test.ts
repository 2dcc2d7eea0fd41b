import { describe, expect, it } from 'vitest';
import { createKnownStore } from '../../src/collect/known-store.ts';
import { CollectorError } from '../../src/errors.ts';
import type { Message } from '../../src/messages.ts';
import type { KnownAccount } from '../../src/model/known-credentials.ts';

const KNOWN: KnownAccount = { accountId: '111111111111', reportHidKeys: false, users: new Map() };

/** A run store that rejects everything with one error. */
function refusing(error: Error) {
  const refuse = async () => Promise.reject(error);
  return { readKnown: refuse, writeKnown: refuse };
}

function heard() {
  const messages: Message[] = [];
  return { messages, reporter: (message: Message) => messages.push(message) };
}

describe('what earlier runs have left', () => {
  it('is nothing where the run store refuses, which is said once for all accounts', async () => {
    const { messages, reporter } = heard();
    const error = new CollectorError('STORE_ACCESS_DENIED', 'cannot read `known`');
    const store = createKnownStore(refusing(error), { reuse: true, reporter });

    const read = await Promise.all(['1', '2', '3'].map((id) => store.read(id)));
    await store.write(KNOWN);

    expect(read).toEqual([null, null, null]);
    expect(messages).toEqual([
      {
        type: 'warning',
        code: 'STORE_ACCESS_DENIED',
        text: 'cannot read `known`; the result is not affected, but access keys and certificates are listed that need not be.',
      },
    ]);
  });

  it('is not read without reuse, but still written', async () => {
    const { messages, reporter } = heard();
    const written: KnownAccount[] = [];
    const runStore = {
      readKnown: async () => KNOWN,
      writeKnown: async (known: KnownAccount) => {
        written.push(known);
      },
    };
    const store = createKnownStore(runStore, { reuse: false, reporter });

    const read = await store.read(KNOWN.accountId);
    await store.write(KNOWN);

    expect(read).toBe(null);
    expect(written).toEqual([KNOWN]);
    expect(messages).toEqual([]);
  });

  it("does not hide that the caller's credentials have expired", async () => {
    const error = new CollectorError('CREDENTIALS_EXPIRED', 'expired');
    const store = createKnownStore(refusing(error), { reuse: true, reporter: heard().reporter });

    await expect(store.read('1')).rejects.toBe(error);
  });
});
