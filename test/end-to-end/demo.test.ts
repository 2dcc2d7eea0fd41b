import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Account, demoOrganization } from '../../src/simulation/index.ts';
import { type ExpectedAccount, expectedCsv } from '../helpers/expected-csv.ts';
import { byBytes } from '../helpers/expected-text.ts';
import {
  COLLECTED_AT,
  NOW,
  openWorld,
  type Published,
  simulatedWorld,
} from '../helpers/run-simulated.ts';

/** Accounts that are built to go wrong, each in its way. */
const ROLE_MISSING = '734561098245';
const OTHER_EXTERNAL_ID = '556677889900';
const REPORT_DENIED = '661234509876';
const CLOSED = '099887766554';
const SUSPENDED = '915264738291';
const NOT_READ = [ROLE_MISSING, OTHER_EXTERNAL_ID, CLOSED, SUSPENDED];

function demoAccounts() {
  const { accounts } = demoOrganization(NOW);
  return [...accounts].sort((a, b) => byBytes(a.id, b.id));
}

function demoCsv(): string {
  const read = demoAccounts().filter(({ id }) => !NOT_READ.includes(id));
  const expected: readonly ExpectedAccount[] = read.map((account) => ({
    account,
    denied: account.id === REPORT_DENIED ? ['GetCredentialReport'] : [],
  }));
  return expectedCsv(expected, COLLECTED_AT);
}

function everythingOf({ id, alias, users, root }: Account) {
  return {
    accountAlias: alias,
    outcome: id === REPORT_DENIED ? 'partial' : 'collected',
    users: users.length,
    accessKeys: sumOf(users, ({ accessKeys }) => accessKeys.length),
    summaryUsers: users.length,
    countVerified: true,
    rootMfa: root.mfa,
  };
}

function nothingOf({ id }: Account) {
  return {
    accountAlias: 'unknown',
    outcome: id === CLOSED || id === SUSPENDED ? 'skipped' : 'failed',
    users: 0,
    accessKeys: 0,
    summaryUsers: null,
    countVerified: false,
    rootMfa: null,
  };
}

function sumOf<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((sum, item) => sum + amount(item), 0);
}

describe('the organization of the demo', () => {
  let published: Published;

  beforeAll(async () => {
    const world = await openWorld(demoOrganization(NOW));
    try {
      published = await world.collect();
    } finally {
      await world.close();
    }
  });

  it('is in the file byte for byte as it is in truth', () => {
    expect(published.csv).toBe(demoCsv());
  });

  it('gives the same bytes under the same name when the same facts are read again', async () => {
    const world = await simulatedWorld(demoOrganization(NOW), { pages: { maximum: 300 } });

    const again = await world.collect({ flags: { concurrency: '3' } });

    expect(again.csv).toBe(published.csv);
    expect(again.manifest.files).toEqual(published.manifest.files);
  });

  it('has every account in the manifest, with what was read of it', () => {
    const found = published.manifest.accounts.map((account) => ({
      accountId: account.accountId,
      accountName: account.accountName,
      accountAlias: account.accountAlias,
      outcome: account.outcome,
      users: account.users,
      accessKeys: account.accessKeys,
      summaryUsers: account.summaryUsers,
      countVerified: account.countVerified,
      rootMfa: account.rootMfa,
      dropped: account.dropped,
    }));
    expect(found).toEqual(
      demoAccounts().map((account) => ({
        accountId: account.id,
        accountName: account.name,
        ...(NOT_READ.includes(account.id) ? nothingOf(account) : everythingOf(account)),
        dropped: 0,
      })),
    );
  });

  it('names what went wrong in each account that is not whole, and what to do', () => {
    const problems = published.manifest.accounts.flatMap(({ accountId, unknownFacts, errors }) =>
      errors.map(({ code, operation, remedy }) => {
        return { accountId, unknownFacts, code, operation, remedy };
      }),
    );
    const nothingToDo = 'Nothing, if that is as it should be.';
    expect(problems).toEqual([
      {
        accountId: CLOSED,
        unknownFacts: [],
        code: 'ACCOUNT_NOT_USABLE',
        operation: null,
        remedy: nothingToDo,
      },
      {
        accountId: OTHER_EXTERNAL_ID,
        unknownFacts: [],
        code: 'ROLE_NOT_ASSUMABLE',
        operation: 'AssumeRole',
        remedy: expect.stringContaining('the external id agrees with the trust policy'),
      },
      {
        accountId: REPORT_DENIED,
        unknownFacts: ['password'],
        code: 'ACCESS_DENIED',
        operation: 'GetCredentialReport',
        remedy: expect.stringContaining('Allow `iam:GetCredentialReport`'),
      },
      {
        accountId: ROLE_MISSING,
        unknownFacts: [],
        code: 'ROLE_NOT_ASSUMABLE',
        operation: 'AssumeRole',
        remedy: expect.stringContaining('the account has a role of that name'),
      },
      {
        accountId: SUSPENDED,
        unknownFacts: [],
        code: 'ACCOUNT_NOT_USABLE',
        operation: null,
        remedy: nothingToDo,
      },
    ]);
  });

  it('adds up: accounts, users, access keys, rows, bytes and checksum', () => {
    const read = demoAccounts().filter(({ id }) => !NOT_READ.includes(id));
    const users = read.flatMap((account) => account.users);
    const csv = demoCsv();

    const { manifest } = published;

    expect(manifest).toMatchObject({
      status: 'PARTIAL',
      organizationId: 'o-demo0a1b2c',
      collectedAt: COLLECTED_AT,
      coverage: { planned: 46, collected: 41, partial: 1, failed: 2, skipped: 2, percent: 95.45 },
      users: users.length,
      accessKeys: sumOf(users, ({ accessKeys }) => accessKeys.length),
    });
    expect(manifest.files).toEqual([
      {
        key: 'IAM_USER_TAGS_o-demo0a1b2c_combined_2026-01-15_12-34-56.csv',
        format: 'csv',
        rows: users.length,
        bytes: Buffer.byteLength(csv),
        sha256: createHash('sha256').update(csv).digest('hex'),
      },
    ]);
  });
});
