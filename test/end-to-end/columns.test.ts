import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoOrganization, generateOrganization } from '../../src/simulation/index.ts';
import { allExpectedNames } from '../helpers/expected-columns.ts';
import { type ExpectedAccount, expectedCsv } from '../helpers/expected-csv.ts';
import { expectedJsonLines } from '../helpers/expected-jsonl.ts';
import { deny, oddCredentials } from '../helpers/organizations.ts';
import {
  COLLECTED_AT,
  NOW,
  type Published,
  type SimulatedWorld,
  simulatedWorld,
} from '../helpers/run-simulated.ts';

type Rows = 'user' | 'access-key';

const ALL = {
  columns: 'all,OrganizationalUnitNames,Tag:team,Tag:Cost Center',
  format: 'csv,jsonl',
};
const COLUMNS = [...allExpectedNames(), 'OrganizationalUnitNames', 'Tag:team', 'Tag:Cost Center'];
const FRESHNESSES = ['report', 'live'] as const;
const ROWS: readonly Rows[] = ['user', 'access-key'];
const FORMS = FRESHNESSES.flatMap((freshness) => ROWS.map((rows) => ({ freshness, rows })));
const SEEDS = Array.from({ length: 50 }, (_, number) => `all columns ${number}`);

/** Both files, byte for byte. The time of a report that the run itself asked for is the manifest's. */
async function expectTruth(
  world: SimulatedWorld,
  { published, to }: { readonly published: Published; readonly to?: string },
  { rows, accounts }: { readonly rows: Rows; readonly accounts: readonly ExpectedAccount[] },
): Promise<void> {
  const { manifest, csv } = published;
  const { organization } = world.simulation;
  const timed = accounts.map((expected) => {
    const found = manifest.accounts.find(({ accountId }) => accountId === expected.account.id);
    const credentialReportTime = found?.credentialReportTime ?? null;
    return credentialReportTime === null ? expected : { ...expected, credentialReportTime };
  });
  const form = { columns: COLUMNS, rows, organization };
  const jsonl = await world.read(manifest.files[1]?.key ?? '', to ? { flags: { to } } : {});
  expect(csv).toBe(expectedCsv(timed, COLLECTED_AT, form));
  expect(jsonl).toBe(expectedJsonLines(timed, COLLECTED_AT, form));
  const lines = jsonl?.split('\n').length ?? 0;
  expect(manifest.files.map(({ format, rows: count }) => [format, count])).toEqual([
    ['csv', lines - 1],
    ['jsonl', lines - 1],
  ]);
}

describe('all columns of a generated organization', () => {
  it.each(SEEDS)('are as in truth, in either freshness and form of rows (%s)', async (seed) => {
    const organization = generateOrganization({
      seed,
      accounts: 2,
      usersPerAccount: 7,
      now: NOW,
      shares: {
        accessKeys: 0.5,
        password: 0.5,
        mfa: 0.5,
        signingCertificates: 0.2,
        sshPublicKeys: 0.3,
        serviceSpecificCredentials: 0.3,
      },
    });
    const world = await simulatedWorld(organization);

    for (const { freshness, rows } of FORMS) {
      const to = join(world.directory, `${freshness} ${rows}`);
      const published = await world.collect({ flags: { ...ALL, freshness, rows, to } });

      const accounts = organization.accounts.map((account) => ({ account, freshness }));
      const keys = organization.accounts.flatMap(({ users }) =>
        users.flatMap(({ accessKeys }) => accessKeys),
      );
      expect(published.manifest).toMatchObject({
        status: 'COMPLETE',
        users: 14,
        accessKeys: keys.length,
      });
      await expectTruth(world, { published, to }, { rows, accounts });
    }
  });
});

/** Users alike that are there for their number only would take all the time. */
const MANY_USERS = 200;

describe('all columns of the demo', () => {
  it.each(FORMS)('are as in truth ($freshness, $rows)', async ({ freshness, rows }) => {
    const organization = demoOrganization(NOW);
    const world = await simulatedWorld(organization);

    const large = organization.accounts.filter(({ users }) => users.length > MANY_USERS);
    const excludeAccounts = large.map(({ id }) => id).join();

    const published = await world.collect({ flags: { ...ALL, freshness, rows, excludeAccounts } });

    const read = published.manifest.accounts.filter(({ outcome }) =>
      ['collected', 'partial'].includes(outcome),
    );
    const accounts = organization.accounts
      .filter(({ id }) => read.some(({ accountId }) => accountId === id))
      .map((account) => ({ account, ...(REPORT_DENIED.has(account.id) ? DENIED : {}) }));
    expect(read.length).toBeGreaterThan(10);
    await expectTruth(world, { published }, { rows, accounts });
  });
});

/** An account of the demo in which the report is denied. */
const REPORT_DENIED: ReadonlySet<string> = new Set(['661234509876']);
const DENIED = { denied: ['GetCredentialReport'] };

const CASES: readonly { readonly denied: readonly string[]; readonly unknownFacts: string[] }[] = [
  { denied: ['ListSSHPublicKeys'], unknownFacts: ['sshPublicKeys'] },
  { denied: ['ListMFADevices'], unknownFacts: ['mfaDevices'] },
  { denied: ['ListServiceSpecificCredentials'], unknownFacts: ['serviceSpecificCredentials'] },
  { denied: ['GetAccountAuthorizationDetails'], unknownFacts: ['policies'] },
  { denied: ['GetAccessKeyLastUsed'], unknownFacts: ['accessKeyLastUse'] },
  {
    denied: ['GetCredentialReport'],
    unknownFacts: ['password', 'passwordDates', 'credentialReportTime'],
  },
];

const TITLED = CASES.map((given) => ({ ...given, what: given.denied.join(' and ') }));

describe('a column whose fact could not be read', () => {
  it.each(TITLED)(
    'is unknown, and no other is, without $what',
    async ({ denied, unknownFacts }) => {
      const { organization, account } = oddCredentials();
      deny(account, denied);
      const world = await simulatedWorld(organization);

      const published = await world.collect({ flags: { ...ALL, ou: ouOf(account) } });

      const [found] = published.manifest.accounts.filter(
        ({ accountId }) => accountId === account.id,
      );
      expect(found).toMatchObject({ outcome: 'partial', unknownFacts });
      expect(found?.errors.map(({ code, operation }) => [code, operation])).toEqual(
        denied.map((operation) => ['ACCESS_DENIED', operation]),
      );
      const rowsOfAccount = (text: string | null) =>
        text?.split('\n').filter((line) => line.includes(account.id));
      const jsonl = await world.read(published.manifest.files[1]?.key ?? '');
      const expected = expectedJsonLines(
        [{ account, denied, ...timeOf(found?.credentialReportTime ?? null) }],
        COLLECTED_AT,
        { columns: COLUMNS, organization: world.simulation.organization },
      );
      expect(rowsOfAccount(jsonl)).toEqual(rowsOfAccount(expected));
    },
  );
});

function ouOf({ organizationalUnitPath }: { readonly organizationalUnitPath: string }): string {
  return organizationalUnitPath.slice(organizationalUnitPath.lastIndexOf('/') + 1);
}

function timeOf(credentialReportTime: string | null) {
  return credentialReportTime === null ? {} : { credentialReportTime };
}
