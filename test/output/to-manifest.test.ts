import { describe, expect, it } from 'vitest';
import { UNKNOWN } from '../../src/model/knowable.ts';
import type { AccountOutcome } from '../../src/model/part.ts';
import type { Plan } from '../../src/organization/plan.ts';
import type { Manifest } from '../../src/output/manifest.ts';
import { renderManifest, toManifest } from '../../src/output/to-manifest.ts';
import { anOutcome } from '../model/samples.ts';
import { aPlan, aPlannedAccount } from './samples.ts';

const DENIED = {
  code: 'ACCESS_DENIED',
  operation: 'GetCredentialReport',
  message: 'Not authorized.',
  remedy: 'Allow the action.',
} as const;

describe('toManifest', () => {
  it.each([
    { accessKeys: [2, 5], sum: 7, what: 'the sum' },
    { accessKeys: [2, null], sum: null, what: 'null, and not 2,' },
    { accessKeys: [null, null], sum: null, what: 'null' },
  ])('counts access keys as $what of $accessKeys', ({ accessKeys: [first, second], sum }) => {
    const plan = aPlan([aPlannedAccount(), aPlannedAccount({ accountId: '222222222222' })]);
    const outcomes = [
      anOutcome({ accessKeys: first ?? null }),
      anOutcome({ accountId: '222222222222', accessKeys: second ?? null }),
    ];

    const manifest = manifestOf(plan, outcomes);

    expect(manifest.accessKeys).toBe(sum);
    expect(manifest.accounts.map(({ accessKeys }) => accessKeys)).toEqual([first, second]);
  });

  it('has no time of a credential report that could not be read', () => {
    const plan = aPlan([aPlannedAccount()]);

    const manifest = manifestOf(plan, [anOutcome({ credentialReportTime: UNKNOWN })]);

    expect(manifest.accounts[0]?.credentialReportTime).toBeNull();
  });

  it('proves what was read', () => {
    const plan = aPlan([aPlannedAccount(), aPlannedAccount({ accountId: '222222222222' })]);
    const read = anOutcome({ users: 3, accessKeys: 2, summaryUsers: 3 });
    const partial = anOutcome({
      accountId: '222222222222',
      outcome: 'partial',
      users: 4,
      accessKeys: 5,
      unknownFacts: ['mfa'],
      errors: [DENIED],
    });

    const manifest = manifestOf(plan, [partial, read]);

    expect({ ...manifest, accounts: [] }).toEqual({
      schemaVersion: 1,
      tool: { name: 'iam-user-data-collector', version: '1.2.3' },
      runId: '20260301T120000Z-a1b2c3',
      parentRunId: null,
      organizationId: 'o-a1b2c3d4e5',
      status: 'PARTIAL',
      freshness: 'report',
      startedAt: '2026-03-01T12:00:00Z',
      collectedAt: '2026-03-01T12:00:00Z',
      finishedAt: '2026-03-01T12:01:00Z',
      columns: ['AccountID', 'UserName'],
      coverage: { planned: 2, collected: 1, partial: 1, failed: 0, skipped: 0, percent: 100 },
      users: 7,
      accessKeys: 7,
      files: [],
      accounts: [],
    });
    expect(manifest.accounts[1]).toEqual({
      accountId: '222222222222',
      accountName: 'Acme Development',
      accountAlias: 'acme-dev',
      organizationalUnitPath: 'r-ab12/ou-ab12-11111111',
      outcome: 'partial',
      users: 4,
      accessKeys: 5,
      summaryUsers: 0,
      countVerified: true,
      rootAccessKeys: 0,
      rootMfa: true,
      rootPassword: true,
      credentialReportTime: '2026-03-01T11:00:00Z',
      readAt: '2026-03-01T12:00:05Z',
      unknownFacts: ['mfa'],
      errors: [DENIED],
      dropped: 0,
      calls: 8,
      throttles: 0,
      durationMs: 900,
    });
  });

  it('lists every planned account by id, with the reason if it was not read', () => {
    const plan = aPlan([
      aPlannedAccount({ accountId: '333333333333' }),
      aPlannedAccount({
        accountId: '222222222222',
        skip: { code: 'ACCOUNT_NOT_USABLE', reason: 'state is SUSPENDED' },
      }),
      aPlannedAccount({ accountId: '111111111111' }),
    ]);

    const { accounts, coverage } = manifestOf(plan, [anOutcome()]);

    expect(coverage).toMatchObject({ planned: 3, collected: 1, failed: 1, skipped: 1 });
    expect(accounts.map(({ accountId, outcome }) => [accountId, outcome])).toEqual([
      ['111111111111', 'collected'],
      ['222222222222', 'skipped'],
      ['333333333333', 'failed'],
    ]);
    expect(accounts.map((account) => account.errors)).toEqual([
      [],
      [
        {
          code: 'ACCOUNT_NOT_USABLE',
          operation: null,
          message: 'state is SUSPENDED',
          remedy: 'Nothing, if that is as it should be.',
        },
      ],
      [
        {
          code: 'NOT_STARTED',
          operation: null,
          message: 'The run ended before the account was reached.',
          remedy: 'Run again with more time or a higher `--concurrency`.',
        },
      ],
    ]);
  });

  it.each([
    ['acme', 'acme'],
    [null, null],
    [UNKNOWN, 'unknown'],
  ])('shows the account alias %j as %j', (accountAlias, shown) => {
    const manifest = manifestOf(aPlan(), [anOutcome({ accountAlias })]);

    expect(manifest.accounts[0]?.accountAlias).toBe(shown);
  });
});

describe('renderManifest', () => {
  it('is the same text for the same run, whatever the order of keys in memory', () => {
    const { accountId, ...others } = anOutcome({ errors: [DENIED] });
    const { code, ...rest } = DENIED;
    const turned = { ...others, accountId, errors: [{ ...rest, code }] };

    const text = renderManifest(manifestOf(aPlan(), [turned]));

    expect(text).toBe(renderManifest(manifestOf(aPlan(), [anOutcome({ errors: [DENIED] })])));
    expect(text).toMatch(/^\{\n {2}"schemaVersion": 1,\n {2}"tool": \{\n {4}"name"/);
    expect(text.endsWith('\n}\n')).toBe(true);
  });

  it('is read back as it was', () => {
    const manifest = manifestOf(aPlan([aPlannedAccount({ accountName: 'a\n"\uD800' })]), []);

    expect(JSON.parse(renderManifest(manifest))).toEqual(manifest);
  });
});

function manifestOf(plan: Plan, outcomes: readonly AccountOutcome[]): Manifest {
  return toManifest({
    plan,
    outcomes,
    files: [],
    finishedAt: '2026-03-01T12:01:00Z',
    tool: { name: 'iam-user-data-collector', version: '1.2.3' },
  });
}
