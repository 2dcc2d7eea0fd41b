import fc from 'fast-check';
import type { AccessKey, User } from '../../src/simulation/index.ts';
import { userIn } from './one-account.ts';

/** When a report was made that some accounts have already. */
export const REPORT_AT = '2026-01-15T11:00:00Z';

/** Instants at which things happen: few, so that many of them coincide. */
const INSTANTS = [
  '2023-02-28T23:59:59Z',
  '2025-12-15T12:34:56Z',
  '2025-12-15T12:34:57Z',
  '2026-01-15T10:59:59Z',
  REPORT_AT,
  '2026-01-15T11:00:01Z',
  '2026-01-15T12:34:56Z',
];

/** Users of one account, with whatever IAM allows; every name is unique without regard to case. */
export function arbitraryUsers(accountId: string): fc.Arbitrary<readonly User[]> {
  return fc
    .uniqueArray(arbitraryUser(accountId), {
      maxLength: 8,
      selector: ({ name }) => name.toLowerCase(),
    })
    .map((users) =>
      users.map((user, number) => ({
        ...user,
        accessKeys: user.accessKeys.map((key, place) => ({
          ...key,
          id: `${key.id}${number}${place}`,
        })),
      })),
    );
}

function arbitraryUser(accountId: string): fc.Arbitrary<User> {
  return fc.record({ name: NAME, born: instantFrom(0) }).chain(({ name, born }) =>
    fc
      .record({
        path: PATH,
        tags: fc.dictionary(TEXT, TEXT, { maxKeys: 3 }),
        groups: fc.subarray(['read-only', 'admins', 'Developers']),
        password: fc.option(passwordFrom(born)),
        deletedPasswordLastUsedAt: fc.option(textFrom(born)),
        accessKeys: fc.array(keyFrom(born), { maxLength: 2 }),
        mfaDevices: fc.array(deviceFrom(born), { maxLength: 2 }),
        signingCertificates: fc.array(certificateFrom(born), { maxLength: 2 }),
      })
      .map(({ path, tags, ...said }) =>
        userIn(accountId, name, {
          ...said,
          path,
          arn: `arn:aws:iam::${accountId}:user${path}${name}`,
          createdAt: INSTANTS[born] ?? '',
          tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
        }),
      ),
  );
}

const NAME = textOf('aBz09=+-@.,_', { minLength: 1, maxLength: 6 });

const PATH = fc.constantFrom('/', '/a/b/', '/"q",/', "/'/", '/=1;2/');

/** Letters, separators and signs that AWS allows in tags, and names that JavaScript has a use for. */
const TEXT = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', '10', '9', '=1+1', '@', ' '),
  textOf('aZ0=+-@:/ _é部𝒳\u00a0\u2028\u2029＝', { minLength: 1, maxLength: 5 }),
);

function textOf(
  characters: string,
  length: { readonly minLength: number; readonly maxLength: number },
): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...Array.from(characters)), ...length });
}

/** A place in `INSTANTS`. */
function instantFrom(first: number): fc.Arbitrary<number> {
  return fc.integer({ min: first, max: INSTANTS.length - 1 });
}

function textFrom(first: number): fc.Arbitrary<string> {
  return instantFrom(first).map((place) => INSTANTS[place] ?? '');
}

function passwordFrom(born: number): fc.Arbitrary<NonNullable<User['password']>> {
  return instantFrom(born).chain((made) =>
    fc.record({
      createdAt: fc.constant(INSTANTS[made] ?? ''),
      lastChangedAt: textFrom(made),
      lastUsedAt: fc.option(textFrom(made)),
      nextRotationAt: fc.constantFrom(null, '2026-06-01T00:00:00Z'),
      resetRequired: fc.boolean(),
    }),
  );
}

function keyFrom(born: number): fc.Arbitrary<AccessKey> {
  return instantFrom(born).chain((made) =>
    fc.record({
      // Its place among all keys is added, so that ids are unique and in no order.
      id: fc.constantFrom('AKIAA', 'AKIAM', 'AKIAZ').map((start) => start.padEnd(18, '2')),
      status: fc.constantFrom('Active', 'Inactive', 'Expired'),
      createdAt: fc.constant(INSTANTS[made] ?? ''),
      deactivatedAt: fc.option(textFrom(made)),
      lastUse: fc.option(textFrom(made).map((at) => ({ at, service: 's3', region: 'N/A' }))),
    }),
  );
}

function deviceFrom(born: number): fc.Arbitrary<User['mfaDevices'][number]> {
  return textFrom(born).map((enabledAt) => ({
    kind: 'hardware',
    serialNumber: 'GAKT12345678',
    enabledAt,
  }));
}

function certificateFrom(born: number): fc.Arbitrary<User['signingCertificates'][number]> {
  return fc.record({
    id: textOf('ABC234', { minLength: 24, maxLength: 32 }),
    status: fc.constantFrom('Active', 'Inactive'),
    uploadedAt: textFrom(born),
    body: fc.constant('-----BEGIN CERTIFICATE-----'),
  });
}
