import { describe, expect, it } from 'vitest';
import { failSecondLists, keyOf, oneAccount, passwordOf } from '../helpers/one-account.ts';
import { COLLECTED_AT, FEW_ATTEMPTS } from '../helpers/run-simulated.ts';

const LAST_YEAR = '2025-02-15T08:00:00Z';

describe('a user whom IAM lists and does not find yet', () => {
  it.each(['report', 'live'])(
    'does not pass for one without a password (%s)',
    async (freshness) => {
      const one = await oneAccount((user) => [user('old', { password: passwordOf(LAST_YEAR) })], {
        consistencyMs: 60_000,
      });
      await one.collect();
      one.world.simulation.addUser(one.account.id, {
        ...structuredClone(one.account.users[0] ?? never()),
        id: 'AIDAFRESHFRESHFRESHF',
        name: 'fresh',
        arn: `arn:aws:iam::${one.account.id}:user/fresh`,
        createdAt: COLLECTED_AT,
        password: passwordOf(COLLECTED_AT),
      });

      const { csv, found } = await one.collect({
        flags: {
          freshness,
          columns: 'UserName,ConsoleAccess',
          to: `${one.world.directory}/second`,
        },
      });

      expect(csv).toBe('UserName,ConsoleAccess\r\nfresh,unknown\r\nold,True\r\n');
      expect(found).toMatchObject({ outcome: 'partial', unknownFacts: ['password'] });
      expect(found.errors).toMatchObject([{ code: 'USER_NOT_FOUND' }]);
    },
  );
});

describe('a second look that fails', () => {
  it('leaves the users of the first, and says what it could not settle', async () => {
    const one = await oneAccount((user) => [user('ana'), user('ben')]);
    const { simulation } = one.world;
    failSecondLists(one);
    simulation.before({ operation: 'GetAccountSummary', accountId: one.account.id }, 1, () =>
      simulation.removeUser(one.account.id, 'ben'),
    );

    const { csv, found } = await one.collect({ retry: FEW_ATTEMPTS });

    expect(csv?.split('\r\n').map((line) => line.split(',')[2])).toContain('ana');
    expect(found).toMatchObject({ outcome: 'partial', users: 2, summaryUsers: 1 });
    expect(found.errors.map(({ code }) => code)).toContain('USER_COUNT_MISMATCH');
  });

  it('leaves what the report says of a user whose keys may be those of another', async () => {
    const one = await oneAccount((user) => [
      user('ben', { accessKeys: [keyOf('BEN')], password: passwordOf(LAST_YEAR) }),
    ]);
    one.world.simulation.before({ operation: 'ListAccessKeys' }, 1, () =>
      one.world.simulation.changeUser(one.account.id, 'ben', (user) => ({
        ...user,
        accessKeys: [keyOf('NEW', { createdAt: COLLECTED_AT })],
      })),
    );
    failSecondLists(one);

    const { csv, found } = await one.collect({
      retry: FEW_ATTEMPTS,
      flags: { columns: 'UserName,ConsoleAccess,MFAEnabled,SigningCerts,AccessKeyID,KeyAges' },
    });

    expect(csv?.split('\r\n')[1]).toBe('ben,True,False,[],unknown,31');
    expect(found).toMatchObject({ outcome: 'partial', unknownFacts: ['accessKeys'] });
  });
});

function never(): never {
  throw new RangeError('expected a user');
}
