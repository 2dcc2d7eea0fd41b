import { describe, expect, it } from 'vitest';
import {
  A_MONTH_AGO,
  A_YEAR_AGO,
  AN_HOUR_AGO,
  failSecondLists,
  keyOf,
  type OneAccount,
  oneAccount,
  usedAt,
  userIn,
} from '../helpers/one-account.ts';
import { deny } from '../helpers/organizations.ts';
import { COLLECTED_AT, FEW_ATTEMPTS } from '../helpers/run-simulated.ts';

const THREE_KEYS = [
  keyOf('FIRST', { createdAt: A_YEAR_AGO }),
  keyOf('SECOND', { createdAt: A_MONTH_AGO, lastUse: usedAt(A_MONTH_AGO) }),
  keyOf('THIRD', { createdAt: '2025-06-15T08:00:00Z', lastUse: usedAt(AN_HOUR_AGO) }),
];

/** Lists of users are late by so many attempts. */
const LATE = 8;

const CREDENTIAL = {
  id: 'ACCAEXAMPLE',
  serviceName: 'bedrock.amazonaws.com',
  serviceUserName: null,
  alias: 'key',
  status: 'Active',
  createdAt: A_MONTH_AGO,
  expiresAt: null,
} as const;

const ANA = `ana,"${THREE_KEYS.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
  .map(({ id }) => id)
  .join(';')}"\r\n`;

/** Its report says that ana has more than two keys; ben has nothing. */
async function accountThatHidesKeys(): Promise<OneAccount> {
  const one = await oneAccount((user) => [user('ana', { accessKeys: THREE_KEYS }), user('ben')]);
  const style = { ...one.account.report.style, additionalColumn: true };
  one.account.report = { style, existing: null };
  return one;
}

const KEYS_ONLY = { columns: 'UserName,AccessKeyID,LastActivity' };

describe('a report that says itself that it does not show every key', () => {
  it('does not pass for the whole where the keys cannot be listed', async () => {
    const one = await oneAccount((user) => [user('ana', { accessKeys: THREE_KEYS })]);
    const style = { ...one.account.report.style, additionalColumn: true };
    one.account.report = { style, existing: null };
    deny(one.account, ['ListAccessKeys']);

    const { csv, found } = await one.collect({ flags: KEYS_ONLY });

    expect(csv).toBe('UserName,AccessKeyID,LastActivity\r\nana,unknown,unknown\r\n');
    expect(found.unknownFacts).toEqual(['accessKeys', 'accessKeyLastUse']);
    const remedies = new Map(found.errors.map(({ code, remedy }) => [code, remedy]));
    expect(remedies.get('REPORT_KEYS_INCOMPLETE')).toContain('could not be listed are unknown');
    expect(remedies.get('ACCESS_DENIED')).toContain('Allow `iam:ListAccessKeys`');
  });

  it('is not remarked on where keys are not asked for', async () => {
    const one = await oneAccount((user) => [user('ana', { accessKeys: THREE_KEYS })]);
    const style = { ...one.account.report.style, additionalColumn: true };
    one.account.report = { style, existing: null };

    const { found } = await one.collect({ flags: { columns: 'UserName,MFAEnabled' } });

    expect(found).toMatchObject({ outcome: 'collected', errors: [] });
  });
});

describe('a key that the report should show and does not', () => {
  it.each(['ana', 'ben'])('is found, though %s is looked at twice', async (name) => {
    // The report has two slots: it does not show one of ben's keys. Nor ana's, which is as if older.
    const one = await oneAccount((user) => [user('ana'), user('ben', { accessKeys: THREE_KEYS })]);
    await one.collect({ flags: { to: `${one.world.directory}/before` } });
    one.world.simulation.changeUser(one.account.id, 'ana', (user) => ({
      ...user,
      accessKeys: [keyOf('HIDDEN', { createdAt: A_MONTH_AGO })],
    }));
    one.world.simulation.setFaults([
      {
        match: { operation: 'ListAccessKeys', userName: name },
        times: 1,
        effect: { kind: 'error', code: 'NoSuchEntity', status: 404 },
      },
    ]);

    const { csv, found } = await one.collect({ flags: KEYS_ONLY });

    const hidden = one.account.users[0]?.accessKeys[0]?.id;
    expect(csv?.split('\r\n')[1]).toBe(`ana,${hidden},`);
    expect(found.errors.map(({ code }) => code)).toContain('REPORT_KEYS_INCOMPLETE');
  });
});

describe('a user who changes while keys that the report does not show are listed', () => {
  it('and is deleted, is dropped and counted', async () => {
    const one = await accountThatHidesKeys();
    const { simulation } = one.world;
    simulation.before({ operation: 'ListAccessKeys', userName: 'ben' }, 1, () =>
      simulation.removeUser(one.account.id, 'ben'),
    );

    const { csv, found } = await one.collect({ flags: { columns: 'UserName,AccessKeyID' } });

    expect(csv).toBe(`UserName,AccessKeyID\r\n${ANA}`);
    expect(found).toMatchObject({ outcome: 'collected', users: 1, dropped: 1 });
    expect(found.errors.map(({ code }) => code)).toEqual(['REPORT_KEYS_INCOMPLETE']);
  });

  it('and is made again under the same name, is not given the keys of the other', async () => {
    const one = await accountThatHidesKeys();
    const { simulation } = one.world;
    const born = userIn(one.account.id, 'ben', {
      id: 'AIDASECONDSECONDSECON',
      createdAt: COLLECTED_AT,
      accessKeys: [keyOf('BORN', { createdAt: COLLECTED_AT })],
    });
    simulation.before({ operation: 'ListAccessKeys', userName: 'ben' }, 1, () => {
      simulation.removeUser(one.account.id, 'ben');
      simulation.addUser(one.account.id, born);
    });

    const { csv, found } = await one.collect({ flags: { columns: 'UserName,UserID,AccessKeyID' } });

    expect(csv).toContain(`\r\nben,AIDASECONDSECONDSECON,${born.accessKeys[0]?.id}\r\n`);
    expect(found).toMatchObject({ outcome: 'collected', users: 2, dropped: 1 });
  });

  it('has unknown keys if its account cannot be listed once more', async () => {
    const one = await accountThatHidesKeys();
    const { simulation } = one.world;
    const accessKeys = [keyOf('NEW', { createdAt: COLLECTED_AT })];
    simulation.before({ operation: 'ListAccessKeys', userName: 'ben' }, 1, () =>
      simulation.changeUser(one.account.id, 'ben', (user) => ({ ...user, accessKeys })),
    );
    failSecondLists(one);

    const { csv, found } = await one.collect({
      retry: FEW_ATTEMPTS,
      flags: { columns: 'UserName,AccessKeyID' },
    });

    expect(csv).toBe(`UserName,AccessKeyID\r\n${ANA}ben,unknown\r\n`);
    expect(found).toMatchObject({ outcome: 'partial', unknownFacts: ['accessKeys'] });
  });
});

describe('a user renamed while the lists are read', () => {
  it('keeps the service-specific credentials, whose list has names only', async () => {
    const one = await oneAccount((user) => [
      user('ben', { serviceSpecificCredentials: [CREDENTIAL] }),
    ]);
    one.world.simulation.before({ operation: 'ListServiceSpecificCredentials' }, 1, () =>
      one.world.simulation.renameUser(one.account.id, 'ben', 'benjamin'),
    );

    const { csv, found } = await one.collect({
      flags: { columns: 'UserName,ServiceSpecificCredentials', accounts: one.account.id },
    });

    expect(csv).toContain('benjamin,"[{');
    expect(csv).toContain('ACCAEXAMPLE');
    expect(found.outcome).toBe('collected');
  });

  it.each([
    { isListedAgain: true, cell: /^benjamin,"\[\{.*ACCAEXAMPLE/m, outcome: 'collected' },
    { isListedAgain: false, cell: /^benjamin,"""unknown"""/m, outcome: 'partial' },
  ])(
    'does not pass for one without them if they were listed under the old name: %j',
    async ({ isListedAgain, cell, outcome }) => {
      const one = await oneAccount((user) => [
        user('ben', { serviceSpecificCredentials: [CREDENTIAL] }),
      ]);
      const { simulation } = one.world;
      simulation.setFaults([
        ...['ListUsers', 'GetAccountAuthorizationDetails'].flatMap((operation) => [
          { match: { operation }, times: LATE, effect: { kind: 'delay', ms: 50 } as const },
          { match: { operation }, times: LATE, effect: { kind: 'throttle' } as const },
        ]),
        {
          match: { operation: 'ListServiceSpecificCredentials' },
          after: isListedAgain ? Number.MAX_SAFE_INTEGER : 1,
          effect: { kind: 'status', status: 500 },
        },
      ]);
      simulation.before({ operation: 'GetAccountAuthorizationDetails' }, LATE, () =>
        simulation.renameUser(one.account.id, 'ben', 'benjamin'),
      );

      const { csv, found } = await one.collect({
        flags: { columns: 'UserName,ServiceSpecificCredentials', accounts: one.account.id },
      });

      expect(csv).toMatch(cell);
      expect(found.outcome).toBe(outcome);
    },
  );
});

describe('names and ARNs', () => {
  it('cost no call about a user, whatever else is denied', async () => {
    const one = await oneAccount((user) => [user('ana'), user('ben')]);
    deny(one.account, ['GetAccountAuthorizationDetails', 'ListUserTags', 'ListGroupsForUser']);

    const { csv, found } = await one.collect({ flags: { columns: 'UserName,Path' } });

    expect(csv).toBe('UserName,Path\r\nana,/\r\nben,/\r\n');
    expect(found).toMatchObject({ outcome: 'collected', unknownFacts: [] });
    expect(one.world.simulation.calls.count('iam:ListUserTags')).toBe(0);
  });
});
