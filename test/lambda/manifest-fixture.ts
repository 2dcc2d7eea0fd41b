import type { RunResult } from '../../src/collect/run.ts';
import type { Problem } from '../../src/model/part.ts';
import type { Manifest, ManifestAccount } from '../../src/output/manifest.ts';

/** An account of a manifest, collected with two users unless `changes` says otherwise. */
export function manifestAccount(
  accountId: string,
  changes: Partial<ManifestAccount> = {},
): ManifestAccount {
  return {
    accountId,
    accountName: `account ${accountId}`,
    accountAlias: null,
    organizationalUnitPath: null,
    outcome: 'collected',
    users: 2,
    accessKeys: 1,
    summaryUsers: 2,
    countVerified: true,
    rootAccessKeys: 0,
    rootMfa: true,
    rootPassword: true,
    credentialReportTime: '2026-09-11T11:00:00Z',
    readAt: '2026-09-11T13:15:00Z',
    unknownFacts: [],
    errors: [],
    dropped: 0,
    calls: 9,
    throttles: 0,
    durationMs: 120,
    ...changes,
  };
}

/** An account whose role could not be assumed. */
export function failedAccount(accountId: string): ManifestAccount {
  return manifestAccount(accountId, {
    outcome: 'failed',
    users: 0,
    errors: [roleProblem(accountId)],
  });
}

export function roleProblem(accountId: string): Problem {
  return {
    code: 'ROLE_NOT_ASSUMABLE',
    operation: 'AssumeRole',
    message: `not authorized to assume the role in ${accountId}`,
    remedy: 'Check the role.',
  };
}

/** The result of a run over these accounts. */
export function runResult(accounts: readonly ManifestAccount[]): RunResult {
  const manifest = manifestOf(accounts);
  return {
    manifest,
    manifestName: '_iam-users/manifests/users.csv.manifest.json',
    targetLocation: 's3://amzn-s3-demo-bucket',
    latestMoved: manifest.status === 'COMPLETE',
    latestReason: manifest.status === 'COMPLETE' ? null : 'coverage is below 95 %',
    usersBefore: null,
    isKept: true,
  };
}

function manifestOf(accounts: readonly ManifestAccount[]): Manifest {
  const count = (outcome: string) => accounts.filter((each) => each.outcome === outcome).length;
  const [collected, partial, failed, skipped] = [
    count('collected'),
    count('partial'),
    count('failed'),
    count('skipped'),
  ];
  const read = collected + partial;
  const whole = partial + failed === 0 ? 'COMPLETE' : 'PARTIAL';
  return {
    schemaVersion: 1,
    tool: { name: 'iam-user-data-collector', version: '0.1.0' },
    runId: '20260911T131452Z-abc123',
    parentRunId: null,
    organizationId: 'o-exampleorgid',
    status: read === 0 ? 'FAILED' : whole,
    freshness: 'report',
    startedAt: '2026-09-11T13:14:52Z',
    collectedAt: '2026-09-11T13:14:52Z',
    finishedAt: '2026-09-11T13:16:00Z',
    columns: ['AccountID', 'UserName'],
    coverage: {
      planned: accounts.length,
      collected,
      partial,
      failed,
      skipped,
      percent: Math.floor((10_000 * read) / (accounts.length - skipped)) / 100,
    },
    users: accounts.reduce((sum, { users }) => sum + users, 0),
    accessKeys: accounts.reduce((sum, { accessKeys }) => sum + (accessKeys ?? 0), 0),
    files: read === 0 ? [] : [{ key: 'users.csv', format: 'csv', rows: 2, bytes: 9, sha256: 'aa' }],
    accounts,
  };
}
