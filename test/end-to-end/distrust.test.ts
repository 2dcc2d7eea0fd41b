import { describe, expect, it } from 'vitest';
import {
  A_MONTH_AGO,
  A_YEAR_AGO,
  AN_HOUR_AGO,
  keyOf,
  oneAccount,
  usedAt,
} from '../helpers/one-account.ts';
import { deny } from '../helpers/organizations.ts';

const THREE_KEYS = [
  keyOf('FIRST', { createdAt: A_YEAR_AGO }),
  keyOf('SECOND', { createdAt: A_MONTH_AGO, lastUse: usedAt(A_MONTH_AGO) }),
  keyOf('THIRD', { createdAt: '2025-06-15T08:00:00Z', lastUse: usedAt(AN_HOUR_AGO) }),
];

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

describe('a user renamed while the lists are read', () => {
  it('keeps the service-specific credentials, whose list has names only', async () => {
    const credential = {
      id: 'ACCAEXAMPLE',
      serviceName: 'bedrock.amazonaws.com',
      serviceUserName: null,
      alias: 'key',
      status: 'Active',
      createdAt: A_MONTH_AGO,
      expiresAt: null,
    } as const;
    const one = await oneAccount((user) => [
      user('ben', { serviceSpecificCredentials: [credential] }),
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
