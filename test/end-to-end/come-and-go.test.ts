import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/simulation/index.ts';
import {
  A_MONTH_AGO,
  keyOf,
  oneAccount,
  passwordOf,
  reportNow,
  userIn,
} from '../helpers/one-account.ts';
import { COLLECTED_AT } from '../helpers/run-simulated.ts';

/** Lists are read side by side; this one is late by so many attempts. */
const LATE = 8;
const LATE_LIST = {
  faults: [
    { match: { operation: 'ListUsers' }, times: LATE, effect: { kind: 'throttle' } },
  ] as const,
};

describe('users who come and go while their account is read', () => {
  it('are dropped and counted if they are deleted after they were listed', async () => {
    const one = await oneAccount((user) => [
      user('ana'),
      user('ben', { accessKeys: [keyOf('BEN')] }),
    ]);
    const { simulation } = one.world;
    simulation.before({ operation: 'ListAccessKeys' }, 1, () =>
      simulation.removeUser(one.account.id, 'ben'),
    );

    const { csv, found } = await one.collect();

    expect(one.account.users.map(({ name }) => name)).toEqual(['ana']);
    expect(csv).toBe(one.expected());
    expect(found).toMatchObject({
      outcome: 'collected',
      users: 1,
      summaryUsers: 1,
      countVerified: true,
      dropped: 1,
      errors: [],
    });
  });

  it('are dropped and counted if they are deleted between the two lists', async () => {
    const one = await oneAccount((user) => [user('ana'), user('ben')], LATE_LIST);
    const { simulation } = one.world;
    simulation.before({ operation: 'ListUsers' }, LATE + 1, () =>
      simulation.removeUser(one.account.id, 'ben'),
    );

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected());
    expect(found).toMatchObject({ outcome: 'collected', users: 1, dropped: 1, errors: [] });
  });

  it('are there, with all their facts, if they are created between the two lists', async () => {
    const one = await oneAccount((user) => [user('ana')], LATE_LIST);
    const { simulation } = one.world;
    const report = reportNow(one.account);
    const born = userIn(one.account.id, 'ben', {
      createdAt: COLLECTED_AT,
      tags: [{ key: 'team', value: 'search' }],
      password: passwordOf(COLLECTED_AT),
      accessKeys: [keyOf('BORN', { createdAt: COLLECTED_AT })],
    });
    simulation.before({ operation: 'ListUsers' }, LATE + 1, () =>
      simulation.addUser(one.account.id, born),
    );

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected({ report }));
    expect(csv).toContain('ben,"{""team"":""search""}"');
    expect(found).toMatchObject({
      outcome: 'collected',
      users: 2,
      summaryUsers: 2,
      countVerified: true,
      dropped: 0,
      errors: [],
    });
  });

  it('are the new ones only if they are made again under the same name between the lists', async () => {
    const one = await oneAccount(
      (user) => [user('ana'), user('ben', { accessKeys: [keyOf('OLD')] })],
      LATE_LIST,
    );
    const { simulation } = one.world;
    const report = reportNow(one.account);
    const born = userIn(one.account.id, 'ben', {
      id: 'AIDASECONDSECONDSECON',
      createdAt: COLLECTED_AT,
      accessKeys: [keyOf('BORN', { createdAt: COLLECTED_AT })],
    });
    simulation.before({ operation: 'ListUsers' }, LATE + 1, () => {
      simulation.removeUser(one.account.id, 'ben');
      simulation.addUser(one.account.id, born);
    });

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected({ report }));
    expect(csv).toContain('AKIABORN');
    expect(csv).not.toContain('AKIAOLD');
    expect(found).toMatchObject({ outcome: 'collected', users: 2, dropped: 1, errors: [] });
  });

  it('keep their row, under the new name, if they are renamed', async () => {
    const one = await oneAccount((user) => [
      user('ana'),
      user('ben', { accessKeys: [keyOf('BEN')] }),
    ]);
    const { simulation } = one.world;
    simulation.before({ operation: 'ListAccessKeys' }, 1, () =>
      simulation.renameUser(one.account.id, 'ben', 'benjamin'),
    );

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected());
    expect(csv).toContain(`arn:aws:iam::${one.account.id}:user/benjamin`);
    expect(found).toMatchObject({ outcome: 'collected', users: 2, dropped: 0, errors: [] });
  });

  it('have a password of unknown age if they were renamed since the report', async () => {
    const one = await oneAccount((user) => [
      user('ana'),
      user('ben', { password: passwordOf(A_MONTH_AGO), accessKeys: [keyOf('BEN')] }),
    ]);
    const report = reportNow(one.account);
    const { simulation } = one.world;
    await one.collect();
    simulation.renameUser(one.account.id, 'ben', 'benjamin');

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected({ report }));
    expect(csv).toMatch(/,benjamin,.*,unknown,,AKIABEN/);
    expect(found).toMatchObject({
      outcome: 'partial',
      unknownFacts: ['password'],
      errors: [{ code: 'REPORT_USER_MISSING', message: expect.stringContaining('`benjamin`') }],
    });
  });

  it('keep their row, with what is unknown, if IAM lists them and does not find them', async () => {
    const one = await oneAccount(
      (user) => [user('ana'), user('ben', { accessKeys: [keyOf('BEN')] })],
      {
        faults: [
          {
            match: { operation: 'ListAccessKeys', userName: 'ben' },
            effect: { kind: 'error', code: 'NoSuchEntity', status: 404 },
          },
        ],
      },
    );

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected({ denied: ['ListAccessKeys'] }));
    expect(found).toMatchObject({
      outcome: 'partial',
      users: 2,
      countVerified: true,
      unknownFacts: ['accessKeys'],
      dropped: 0,
      errors: [{ code: 'USER_NOT_FOUND', message: expect.stringContaining('`ben`') }],
    });
  });

  it('keep their row if IAM does not find them at first because they are so new', async () => {
    const one = await oneAccount((user) => [user('ana')]);
    const { simulation } = one.world;
    const report = reportNow(one.account);
    const born = userIn(one.account.id, 'ben', {
      createdAt: COLLECTED_AT,
      password: passwordOf(COLLECTED_AT),
    });
    await one.collect();
    simulation.addUser(one.account.id, born);
    simulation.setFaults([
      {
        match: { userName: 'ben' },
        times: 4,
        effect: {
          kind: 'error',
          code: 'NoSuchEntity',
          status: 404,
          message: 'The user with name ben cannot be found.',
        },
      },
    ]);

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected({ report }));
    expect(found).toMatchObject({ outcome: 'collected', users: 2, dropped: 0, errors: [] });
  });

  it('make the account partial if their number never agrees with that of IAM', async () => {
    const one = await oneAccount((user) => [user('ana'), user('ben')]);
    const { simulation } = one.world;
    const ghost = userIn(one.account.id, 'ghost');
    for (const nth of [1, 2]) {
      simulation.before(summaryOf(one.account), nth, () => {
        simulation.addUser(one.account.id, ghost);
        queueMicrotask(() => simulation.removeUser(one.account.id, 'ghost'));
      });
    }

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected());
    expect(found).toMatchObject({
      outcome: 'partial',
      users: 2,
      summaryUsers: 3,
      countVerified: false,
      unknownFacts: [],
      errors: [{ code: 'USER_COUNT_MISMATCH', operation: 'GetAccountSummary' }],
    });
  });

  it('leave the account whole if their number agrees with that of IAM at the second look', async () => {
    const one = await oneAccount((user) => [user('ana'), user('ben')]);
    const { simulation } = one.world;
    simulation.before(summaryOf(one.account), 1, () => {
      simulation.addUser(one.account.id, userIn(one.account.id, 'ghost'));
      queueMicrotask(() => simulation.removeUser(one.account.id, 'ghost'));
    });

    const { csv, found } = await one.collect();

    expect(csv).toBe(one.expected());
    expect(found).toMatchObject({ outcome: 'collected', summaryUsers: 2, countVerified: true });
  });
});

function summaryOf({ id }: Account) {
  return { operation: 'GetAccountSummary', accountId: id };
}
