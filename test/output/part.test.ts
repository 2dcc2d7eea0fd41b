import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNKNOWN } from '../../src/model/knowable.ts';
import type { User } from '../../src/model/user.ts';
import { decodePart, encodePart } from '../../src/output/part.ts';
import { anAccessKey, anUnreadUser, aPart, aPassword, aUser } from '../model/samples.ts';

describe('encodePart', () => {
  it('writes the outcome, then one user a line', () => {
    const lines = encodePart(aPart([aUser(), aUser({ userName: 'bob' })])).split('\n');

    expect(lines).toHaveLength(4);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      schema: 'iam-users/part/1',
      outcome: { accountId: '111111111111', users: 2 },
    });
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ userName: 'bob' });
    expect(lines[3]).toBe('');
  });
});

describe('decodePart', () => {
  it('gives back any part as it was', () => {
    fc.assert(
      fc.property(fc.array(users(), { maxLength: 4 }), (found) => {
        const part = aPart(found, { accountAlias: UNKNOWN });

        expect(decodePart(encodePart(part))).toEqual(part);
      }),
    );
  });

  it('takes a part that is cut short anywhere for no part, but for its last line break', () => {
    const text = encodePart(aPart([aUser(), anUnreadUser()]));

    fc.assert(
      fc.property(fc.nat({ max: text.length - 2 }), (length) => {
        expect(() => decodePart(text.slice(0, length))).toThrow(/^A stored part cannot be read/);
      }),
    );
  });

  it('says how many users are missing, and what to do', () => {
    const [head, first] = encodePart(aPart([aUser(), aUser({ userName: 'bob' })])).split('\n');

    const error = thrownBy(() => decodePart(`${head}\n${first}\n`));

    expect(error).toMatchObject({
      code: 'STORE_FAILED',
      message: 'A stored part cannot be read: it has 1 users where it says 2.',
      remedy: 'Start a new run with `iam-users collect`; it does not use the stored part.',
    });
  });

  it.each([
    ['nothing', ''],
    ['another kind of text', 'hello'],
    ['null', 'null'],
    ['an older or newer form', head({ schema: 'iam-users/part/2' })],
    ['no outcome', head({ outcome: null })],
    ['an outcome without account', head({ outcome: { users: 0, errors: [] } })],
    ['an outcome without count', head({ outcome: { accountId: '1', errors: [] } })],
    ['an outcome without errors', head({ outcome: { accountId: '1', users: 0 } })],
  ])('refuses %s', (_, text) => {
    const error = thrownBy(() => decodePart(text));

    expect(error).toMatchObject({
      code: 'STORE_FAILED',
      message: 'A stored part cannot be read: its first line is not the outcome of an account.',
    });
  });

  it.each(['{}', '[]', 'x', '{"userId":1,"signingCertificates":[]}', '{"userId":"A"}'])(
    'refuses %s for a user',
    (line) => {
      const [outcome] = encodePart(aPart([aUser()])).split('\n');

      const error = thrownBy(() => decodePart(`${outcome}\n${line}\n`));

      expect(error).toMatchObject({
        message: 'A stored part cannot be read: it has a line that is not a user.',
      });
    },
  );
});

function head(difference: object): string {
  const outcome = { accountId: '1', users: 0, errors: [] };
  return JSON.stringify({ schema: 'iam-users/part/1', outcome, ...difference });
}

function users(): fc.Arbitrary<User> {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\n', '\uD800', '\u2028'));
  return fc
    .record({
      userName: text,
      path: text,
      tags: fc.oneof(fc.constant(UNKNOWN), fc.array(fc.record({ key: text, value: text }))),
      lastSignInAt: fc.constantFrom(UNKNOWN, null, '2026-01-01T00:00:00Z'),
      password: fc.constantFrom(UNKNOWN, null, aPassword(UNKNOWN)),
      accessKeys: fc.constantFrom(UNKNOWN, [], [anAccessKey({ id: UNKNOWN })]),
    })
    .map(aUser);
}

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
