import { describe, expect, it } from 'vitest';
import { expectedCsv } from '../helpers/expected-csv.ts';
import {
  A_MONTH_AGO,
  A_YEAR_AGO,
  AN_HOUR_AGO,
  keyOf,
  oneAccount,
  usedAt,
  userIn,
} from '../helpers/one-account.ts';
import { deny, oddCredentials } from '../helpers/organizations.ts';
import { COLLECTED_AT, simulatedWorld } from '../helpers/run-simulated.ts';

const WITHOUT_IDS = [
  'LastActivity',
  'ActiveKeyAge',
  'AccessKeyLastUsed',
  'KeyAges',
  'KeyServices',
  'KeyRegions',
  'LastActivity,ActiveKeyAge,KeyAges,KeyServices',
];

describe('columns of access keys that show neither ids nor statuses', () => {
  it.each(WITHOUT_IDS)('list no key of a user of the report: %s', async (names) => {
    const { organization, account } = oddCredentials();
    const columns = `UserName,${names}`;
    deny(account, ['ListAccessKeys']);
    const world = await simulatedWorld(organization);

    const { csv, manifest } = await world.collect({ flags: { accounts: account.id, columns } });

    const form = { columns: columns.split(',') };
    expect(csv).toBe(expectedCsv([{ account, slotsSuffice: true }], COLLECTED_AT, form));
    expect(world.simulation.calls.count('iam:ListAccessKeys')).toBe(0);
    expect(manifest.accounts).toMatchObject([
      { outcome: 'collected', unknownFacts: [], errors: [] },
    ]);
  });

  it('list the keys of users who are newer than the report', async () => {
    const { organization, account } = oddCredentials();
    const generatedAt = '2026-01-15T11:00:00Z';
    account.report = { ...account.report, existing: { generatedAt, ghosts: [] } };
    const key = keyOf('NEWER', { createdAt: AN_HOUR_AGO, lastUse: usedAt(AN_HOUR_AGO) });
    const newer = userIn(account.id, 'newer', { createdAt: AN_HOUR_AGO, accessKeys: [key] });
    account.users = [...account.users, newer];
    const world = await simulatedWorld(organization);
    const columns = 'UserName,LastActivity,KeyAges';

    const { csv, manifest } = await world.collect({ flags: { accounts: account.id, columns } });

    const form = { columns: columns.split(',') };
    expect(csv).toBe(expectedCsv([{ account, slotsSuffice: true }], COLLECTED_AT, form));
    expect(csv).toContain('newer,2026-01-15 11:34:56,0');
    expect(world.simulation.calls.count('iam:ListAccessKeys')).toBe(1);
    expect(manifest.accounts).toMatchObject([{ outcome: 'collected', errors: [] }]);
  });

  it('list every key where the report says that it does not show all', async () => {
    const keys = [A_YEAR_AGO, '2025-06-15T08:00:00Z', A_MONTH_AGO].map((createdAt, index) =>
      keyOf(`K${index}`, { createdAt, lastUse: usedAt(createdAt) }),
    );
    const one = await oneAccount((user) => [user('ana', { accessKeys: keys })]);
    const style = { ...one.account.report.style, additionalColumn: true };
    one.account.report = { style, existing: null };

    const { csv, found } = await one.collect({ flags: { columns: 'LastActivity,KeyAges' } });

    expect(csv).toBe('LastActivity,KeyAges\r\n2025-12-15 08:00:00,"365;214;31"\r\n');
    expect(found).toMatchObject({ outcome: 'collected', accessKeys: 3 });
    expect(found.errors).toMatchObject([{ code: 'REPORT_KEYS_INCOMPLETE' }]);
  });
});

describe('the status of a key that cannot be listed', () => {
  const twoKeys = () =>
    oneAccount((user) => [
      user('ana', { accessKeys: [keyOf('A')] }),
      user('ben', {
        accessKeys: [
          keyOf('B', { status: 'Expired', createdAt: A_YEAR_AGO }),
          keyOf('C', { createdAt: A_MONTH_AGO }),
        ],
      }),
    ]);

  it('is unknown if the key is not active, since it may be expired', async () => {
    const one = await twoKeys();
    deny(one.account, ['ListAccessKeys']);

    const { csv, found } = await one.collect({
      flags: { columns: 'UserName,KeyStatuses,ActiveKeyAge' },
    });

    expect(csv).toBe(
      'UserName,KeyStatuses,ActiveKeyAge\r\nana,Active,31\r\nben,"Active;unknown","31;"\r\n',
    );
    expect(found).toMatchObject({ outcome: 'partial', unknownFacts: ['accessKeys'] });
  });

  it('is no gap where no column shows it', async () => {
    const one = await twoKeys();
    deny(one.account, ['ListAccessKeys']);

    const { csv, found } = await one.collect({ flags: { columns: 'UserName,ActiveKeyAge' } });

    expect(csv).toBe('UserName,ActiveKeyAge\r\nana,31\r\nben,"31;"\r\n');
    expect(found).toMatchObject({ outcome: 'collected', unknownFacts: [], errors: [] });
  });
});

describe('tags and groups where the bulk list is denied', () => {
  it.each([
    { columns: 'UserName,Tags', asks: 'ListUserTags', spares: 'ListGroupsForUser' },
    { columns: 'UserName,Tag:team', asks: 'ListUserTags', spares: 'ListGroupsForUser' },
    { columns: 'UserName,Groups', asks: 'ListGroupsForUser', spares: 'ListUserTags' },
  ])('are asked for each for itself: $columns', async ({ columns, asks, spares }) => {
    const { organization, account } = oddCredentials();
    const denied = ['GetAccountAuthorizationDetails', spares];
    deny(account, denied);
    const world = await simulatedWorld(organization);

    const { csv, manifest } = await world.collect({ flags: { accounts: account.id, columns } });

    const form = { columns: columns.split(',') };
    const { calls } = world.simulation;
    expect(csv).toBe(expectedCsv([{ account, denied }], COLLECTED_AT, form));
    expect(calls.count(`iam:${asks}`)).toBe(account.users.length);
    expect(calls.count(`iam:${spares}`)).toBe(0);
    expect(manifest.accounts).toMatchObject([{ outcome: 'collected', unknownFacts: [] }]);
  });

  it('are the fact `identity`, whichever of them is unknown', async () => {
    const one = await oneAccount((user) => [user('ana')]);
    deny(one.account, ['GetAccountAuthorizationDetails', 'ListUserTags']);

    const { csv, found } = await one.collect({ flags: { columns: 'Tags,Groups,UnknownFacts' } });

    expect(csv).toBe('Tags,Groups,UnknownFacts\r\n"""unknown""",[],"[""identity""]"\r\n');
    expect(found).toMatchObject({ outcome: 'partial', unknownFacts: ['identity'] });
  });
});

describe('the time of the credential report', () => {
  const columns = 'UserName,MFAEnabled,CredentialReportTime,UnknownFacts';

  it.each(['GenerateCredentialReport', 'GetCredentialReport'])(
    'is unknown if the report was asked for and refused: %s',
    async (operation) => {
      const one = await oneAccount((user) => [user('ana')]);
      deny(one.account, [operation]);

      const { csv, found } = await one.collect({ flags: { columns } });

      expect(csv).toBe(`${columns}\r\nana,False,unknown,"[""credentialReportTime""]"\r\n`);
      expect(found).toMatchObject({
        outcome: 'partial',
        unknownFacts: ['credentialReportTime'],
        credentialReportTime: null,
      });
    },
  );

  it('is empty if no report was asked for', async () => {
    const one = await oneAccount((user) => [user('ana')]);
    deny(one.account, ['GenerateCredentialReport']);

    const { csv, found } = await one.collect({ flags: { columns, freshness: 'live' } });

    expect(csv).toBe(`${columns}\r\nana,False,,[]\r\n`);
    expect(found).toMatchObject({ outcome: 'collected', credentialReportTime: null });
  });
});

describe('the number of access keys in the manifest', () => {
  const keyHolder = () =>
    oneAccount((user) => [user('ana'), user('ben', { accessKeys: [keyOf('BEN')] })]);

  it('is that of all accounts', async () => {
    const one = await keyHolder();

    const { manifest, found } = await one.collect();

    expect([manifest.accessKeys, found.accessKeys]).toEqual([1, 1]);
  });

  it('is that of the report where that is all there is', async () => {
    const one = await keyHolder();
    deny(one.account, ['ListAccessKeys']);

    const { manifest, found } = await one.collect();

    expect([manifest.accessKeys, found.accessKeys]).toEqual([1, 1]);
  });

  it('is null, and no 0, where the keys of a user are unknown', async () => {
    const one = await keyHolder();
    deny(one.account, ['ListAccessKeys', 'GetCredentialReport']);

    const { manifest, found } = await one.collect();

    expect([manifest.accessKeys, found.accessKeys]).toEqual([null, null]);
    expect(manifest.accounts.map(({ users, accessKeys }) => [users, accessKeys])).toContainEqual([
      0, 0,
    ]);
  });

  it('is null, and no 0, where no column asks for keys', async () => {
    const one = await keyHolder();

    const { manifest, found } = await one.collect({ flags: { columns: 'UserName' } });

    expect([manifest.accessKeys, found.accessKeys]).toEqual([null, null]);
  });
});
