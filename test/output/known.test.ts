import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownAccount, KnownList, KnownUser } from '../../src/model/known-credentials.ts';
import { decodeKnown, encodeKnown } from '../../src/output/known.ts';

const ACCOUNT = '012345678901';

const LIST: KnownList = {
  asOf: '2026-08-01T08:00:00Z',
  listedAt: '2026-08-01T08:00:05Z',
  credentials: [{ id: 'AKIAOLD', status: 'Expired', createdAt: '2026-06-01T08:00:00Z' }],
};

const KNOWN: KnownAccount = {
  accountId: ACCOUNT,
  reportHidKeys: false,
  users: new Map([
    ['AIDAONE', { accessKeys: LIST, signingCertificates: null }],
    ['AIDATWO', { accessKeys: null, signingCertificates: { ...LIST, credentials: [] } }],
  ]),
};

const INSTANT = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);

const ANY_LIST: fc.Arbitrary<KnownList> = fc.record({
  asOf: INSTANT,
  listedAt: INSTANT,
  credentials: fc.array(
    fc.record({
      id: fc.string(),
      status: fc.constantFrom('Active', 'Inactive', 'Expired'),
      createdAt: INSTANT,
    }),
    { maxLength: 3 },
  ),
});

const ANY_USER: fc.Arbitrary<KnownUser> = fc.record({
  accessKeys: fc.option(ANY_LIST),
  signingCertificates: fc.option(ANY_LIST),
});

describe('what is known of an account', () => {
  it('is JSON Lines, the account first', () => {
    expect(encodeKnown(KNOWN).split('\n')).toEqual([
      `{"schema":"iam-users/known/1","accountId":"${ACCOUNT}","reportHidKeys":false,"users":2}`,
      expect.stringMatching(/^\{"userId":"AIDAONE","accessKeys":\{"asOf":/),
      expect.stringMatching(/^\{"userId":"AIDATWO","accessKeys":null,/),
      '',
    ]);
  });

  it('comes back as it was written, whatever it is', () => {
    const known = fc.record({
      accountId: fc.constant(ACCOUNT),
      reportHidKeys: fc.boolean(),
      users: fc.array(fc.tuple(fc.string(), ANY_USER)).map((users) => new Map(users)),
    });
    fc.assert(
      fc.property(known, (account) => {
        expect(decodeKnown(encodeKnown(account), ACCOUNT)).toEqual(account);
      }),
    );
  });

  it('is nothing if the file is cut short, wherever that is', () => {
    const text = encodeKnown(KNOWN);

    // Without its last line feed the file is whole.
    for (let length = 0; length < text.length - 1; length += 1) {
      expect(decodeKnown(text.slice(0, length), ACCOUNT)).toBe(null);
    }
  });

  it.each<[string, (text: string) => string]>([
    ['of another account', (text) => text.replace(ACCOUNT, '999999999999')],
    ['in a later form', (text) => text.replace('known/1', 'known/2')],
    ['not JSON', () => 'known'],
    ['a list', () => '[]'],
    ['null', () => 'null'],
    ['without the word about hidden keys', (text) => text.replace('"reportHidKeys":false,', '')],
    ['of more users than it says', (text) => text.replace('"users":2', '"users":1')],
    ['about one user twice', (text) => text.replace('AIDATWO', 'AIDAONE')],
    [
      'about one user twice, and says so',
      (text) => text.replace('AIDATWO', 'AIDAONE').replace('"users":2', '"users":1'),
    ],
    ['about a user without an id', (text) => text.replace('"AIDAONE"', '1')],
    ['about nobody', (text) => text.replace(/\n\{.*\}\n/, '\nnull\n')],
    ['without one of the lists', (text) => text.replace('"accessKeys":null,', '')],
    ['with text for a list', (text) => text.replace('"accessKeys":null', '"accessKeys":"none"')],
    ['without credentials', (text) => text.replace('"credentials":[]', '"credentials":null')],
    ['about a nameless key', (text) => text.replace('"AKIAOLD"', 'null')],
    ['about a key of no known status', (text) => text.replace('Expired', 'Lost')],
    ['about a key of no second', (text) => text.replace('2026-06-01T08:00:00Z', 'June')],
    ['as of no time', (text) => text.replace('"asOf":"2026-08-01T08:00:00Z"', '"asOf":0')],
    ['of no time', (text) => text.replace('2026-08-01T08:00:05Z', '')],
    ['about something that is no key', (text) => text.replace(/\[\{.*?\}\]/, '[7]')],
  ])('is nothing if the file is %s', (_, change) => {
    const text = encodeKnown(KNOWN);

    const changed = change(text);

    expect(changed).not.toBe(text);
    expect(decodeKnown(changed, ACCOUNT)).toBe(null);
  });
});
