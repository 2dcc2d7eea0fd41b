import { describe, expect, it } from 'vitest';
import type { User } from '../../src/simulation/index.ts';
import { allExpectedNames } from '../helpers/expected-columns.ts';
import { expectedCsv } from '../helpers/expected-csv.ts';
import {
  A_MONTH_AGO,
  AN_HOUR_AGO,
  deviceOf,
  failSecondLists,
  keyOf,
  type OneAccount,
  oneAccount,
  passwordOf,
  reportNow,
  userIn,
} from '../helpers/one-account.ts';
import { deny } from '../helpers/organizations.ts';
import { COLLECTED_AT, FEW_ATTEMPTS } from '../helpers/run-simulated.ts';

/** Everything that a user can have, all of one moment. */
function credentialsOf(at: string, name: string): Partial<User> {
  return {
    password: passwordOf(at),
    mfaDevices: [deviceOf(at)],
    accessKeys: [keyOf(name, { createdAt: at })],
    signingCertificates: [
      { id: `C${name}`.padEnd(24, '2'), status: 'Active', uploadedAt: at, body: 'PEM' },
    ],
    sshPublicKeys: [{ id: `APKA${name}`.padEnd(20, '2'), status: 'Active', uploadedAt: at }],
  };
}

/** Deletes the user, and makes another of the same name, before a call about it is answered. */
function makeAgain(one: OneAccount, operation: string, said: Partial<User> = {}): void {
  const { simulation } = one.world;
  const born = userIn(one.account.id, 'ben', {
    id: 'AIDASECONDSECONDSECON',
    createdAt: COLLECTED_AT,
    ...said,
  });
  simulation.before({ operation }, 1, () => {
    simulation.removeUser(one.account.id, 'ben');
    simulation.addUser(one.account.id, born);
  });
}

const PER_USER_CALLS = [
  { operation: 'ListAccessKeys', columns: 'UserID,AccessKeyID', part: 'accessKeys' },
  { operation: 'ListMFADevices', columns: 'UserID,MFADevices', part: 'mfaDevices' },
  { operation: 'GetLoginProfile', columns: 'UserID,ConsoleAccess', part: 'password' },
  {
    operation: 'ListSigningCertificates',
    columns: 'UserID,SigningCerts',
    part: 'signingCertificates',
  },
  { operation: 'ListSSHPublicKeys', columns: 'UserID,SSHPublicKeys', part: 'sshPublicKeys' },
] as const;

const CASES = PER_USER_CALLS.flatMap((call) =>
  (['report', 'live'] as const)
    // With a report nobody is asked about the password of a user whom it shows.
    .filter((freshness) => freshness === 'live' || call.operation !== 'GetLoginProfile')
    .map((freshness) => ({ ...call, freshness })),
);

describe('a user who is made again after the lists were read, under the same name', () => {
  it.each(CASES)(
    'has a row of its own, and the old one has none: $operation ($freshness)',
    async ({ operation, columns, part, freshness }) => {
      const old = credentialsOf(A_MONTH_AGO, 'OLD');
      const one = await oneAccount((user) => [user('ana'), user('ben', old)]);
      const report = reportNow(one.account);
      makeAgain(one, operation, { [part]: credentialsOf(COLLECTED_AT, 'BORN')[part] });

      const { csv, found } = await one.collect({ flags: { columns, freshness } });

      const form = { columns: columns.split(',') };
      const truth = { account: one.account, report, freshness };
      expect(csv).toBe(expectedCsv([truth], COLLECTED_AT, form));
      expect(csv).toContain('AIDASECONDSECONDSECON,');
      expect(found).toMatchObject({ outcome: 'collected', users: 2, dropped: 1, errors: [] });
    },
  );

  it.each([
    { operation: 'ListAccessKeys', columns: 'UserID,AccessKeyID,AccessKeyLastUsed' },
    { operation: 'ListMFADevices', columns: 'UserID,MFADevices' },
    { operation: 'ListSigningCertificates', columns: 'UserID,SigningCerts' },
  ])(
    'is noticed though it has nothing, where the report shows more: $operation',
    async ({ operation, columns }) => {
      const old = credentialsOf(A_MONTH_AGO, 'OLD');
      const one = await oneAccount((user) => [user('ana'), user('ben', old)]);
      const report = reportNow(one.account);
      makeAgain(one, operation);

      const { csv, found } = await one.collect({ flags: { columns } });

      const form = { columns: columns.split(',') };
      expect(csv).toBe(expectedCsv([{ account: one.account, report }], COLLECTED_AT, form));
      expect(csv).toContain('AIDASECONDSECONDSECON,');
      expect(found).toMatchObject({ outcome: 'collected', users: 2, dropped: 1, errors: [] });
    },
  );

  it('is noticed though it has no password, where the report shows one (live)', async () => {
    const one = await oneAccount((user) => [user('ben', { password: passwordOf(A_MONTH_AGO) })]);
    const columns = 'UserID,ConsoleAccess,PasswordAge';
    makeAgain(one, 'GetLoginProfile');

    const { csv, found } = await one.collect({ flags: { columns, freshness: 'live' } });

    expect(csv).toBe('UserID,ConsoleAccess,PasswordAge\r\nAIDASECONDSECONDSECON,False,\r\n');
    expect(found).toMatchObject({ outcome: 'collected', users: 1, dropped: 1, errors: [] });
  });

  it.each(['report', 'live'] as const)(
    'has the service-specific credentials that are its own (%s)',
    async (freshness) => {
      const credentialOf = (id: string, createdAt: string) => ({
        id,
        serviceName: 'bedrock.amazonaws.com',
        serviceUserName: null,
        alias: 'key',
        status: 'Active' as const,
        createdAt,
        expiresAt: null,
      });
      const one = await oneAccount(
        (user) => [
          user('ben', { serviceSpecificCredentials: [credentialOf('ACCAOLD', A_MONTH_AGO)] }),
        ],
        {
          faults: [
            {
              match: { operation: 'ListServiceSpecificCredentials' },
              times: 8,
              effect: { kind: 'throttle' },
            },
          ],
        },
      );
      const { simulation } = one.world;
      const born = userIn(one.account.id, 'ben', {
        id: 'AIDASECONDSECONDSECON',
        createdAt: COLLECTED_AT,
        serviceSpecificCredentials: [credentialOf('ACCABORN', COLLECTED_AT)],
      });
      simulation.before({ operation: 'ListServiceSpecificCredentials' }, 9, () => {
        simulation.removeUser(one.account.id, 'ben');
        simulation.addUser(one.account.id, born);
      });
      const columns = 'UserID,ServiceSpecificCredentials';

      const { csv, found } = await one.collect({ flags: { columns, freshness } });

      expect(csv).toMatch(/^UserID,.*\r\nAIDASECONDSECONDSECON,.*ACCABORN.*\r\n$/);
      expect(found).toMatchObject({ outcome: 'collected', users: 1, dropped: 1, errors: [] });
    },
  );

  it.each(['ListUserTags', 'ListGroupsForUser'])(
    'is not mixed with the old one where the bulk list is denied: %s',
    async (operation) => {
      const said = { tags: [{ key: 'team', value: 'search' }], groups: ['admins'] };
      const one = await oneAccount((user) => [user('ben', said)]);
      deny(one.account, ['GetAccountAuthorizationDetails']);
      makeAgain(one, operation);

      const { csv, found } = await one.collect({ flags: { columns: 'UserID,Tags,Groups' } });

      expect(csv).toBe('UserID,Tags,Groups\r\nAIDASECONDSECONDSECON,{},[]\r\n');
      expect(found).toMatchObject({ outcome: 'collected', users: 1, dropped: 1 });
    },
  );

  it('leaves what was asked about it unknown if there is no second list', async () => {
    const one = await oneAccount((user) => [
      user('ana'),
      user('ben', { accessKeys: [keyOf('OLD')] }),
    ]);
    makeAgain(one, 'ListAccessKeys', { accessKeys: [keyOf('BORN', { createdAt: COLLECTED_AT })] });
    failSecondLists(one);

    const { csv, found } = await one.collect({
      retry: FEW_ATTEMPTS,
      flags: { columns: 'UserName,AccessKeyID,Tags' },
    });

    expect(csv).toBe('UserName,AccessKeyID,Tags\r\nana,,{}\r\nben,unknown,{}\r\n');
    expect(found).toMatchObject({ outcome: 'partial', unknownFacts: ['accessKeys'] });
  });
});

describe('a user who is what the lists say', () => {
  it.each(['report', 'live'] as const)(
    'costs two lists more, and no call about any user, for a key of this minute (%s)',
    async (freshness) => {
      const keys = [keyOf('NEW', { createdAt: '2026-01-15T12:34:50Z' })];
      const one = await oneAccount((user) => [user('ana'), user('ben', { accessKeys: keys })]);
      const columns = 'UserName,AccessKeyID';

      const { csv, found } = await one.collect({ flags: { columns, freshness } });

      const { calls } = one.world.simulation;
      const count = (operation: string) => calls.count(`iam:${operation}`, one.account.id);
      expect(csv).toContain(`ben,${keys[0]?.id}`);
      expect(count('ListUsers')).toBe(2);
      expect(count('GetAccountAuthorizationDetails')).toBe(2);
      expect(count('ListAccessKeys')).toBe(freshness === 'live' ? 2 : 1);
      expect(found).toMatchObject({ outcome: 'collected', dropped: 0, errors: [] });
    },
  );

  it.each([
    { what: 'a key beside an older one', before: [keyOf('OLD')], kept: 1 },
    { what: 'a key in the place of another', before: [keyOf('OLD')], kept: 0 },
  ])('costs no list of users more for $what, made since the report', async ({ before, kept }) => {
    const one = await oneAccount((user) => [user('ben', { accessKeys: before })]);
    await one.collect();
    const report = reportNow(structuredClone(one.account));
    const createdAt = kept === 0 ? AN_HOUR_AGO : '2026-01-15T12:34:50Z';
    const accessKeys = [...before.slice(0, kept), keyOf('NEW', { createdAt })];
    one.world.simulation.changeUser(one.account.id, 'ben', (user) => ({ ...user, accessKeys }));
    one.world.simulation.calls.reset();

    const { csv } = await one.collect();

    expect(csv).toBe(one.expected({ report }));
    expect(csv).toContain('AKIANEW');
    expect(one.world.simulation.calls.count('iam:ListUsers', one.account.id)).toBe(1);
  });

  it('costs nothing more for everything that is an hour old', async () => {
    const one = await oneAccount((user) => [user('ben', credentialsOf(AN_HOUR_AGO, 'BEN'))]);

    const { csv, found } = await one.collect({ flags: { columns: 'all', freshness: 'live' } });

    const columns = allExpectedNames();
    const credentialReportTime = found.credentialReportTime ?? '';
    const truth = { account: one.account, freshness: 'live' as const, credentialReportTime };
    const organization = one.world.simulation.organization;
    expect(csv).toBe(expectedCsv([truth], COLLECTED_AT, { columns, organization }));
    expect(one.world.simulation.calls.count('iam:ListUsers', one.account.id)).toBe(1);
  });
});
