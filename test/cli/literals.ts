import type { RunResult } from '../../src/collect/run.ts';
import { ERRORS, type ErrorCode } from '../../src/errors.ts';
import type { AccountOutcome, Problem } from '../../src/model/part.ts';
import type { Plan } from '../../src/organization/plan.ts';
import type { Diagnosis } from '../../src/output/diagnosis.ts';
import type { Manifest, ManifestAccount } from '../../src/output/manifest.ts';

/** An account that was collected unless it is said otherwise, as a message carries it. */
export function accountOutcome(changes: Partial<AccountOutcome>): AccountOutcome {
  return { ...OUTCOME, ...changes };
}

/** The same as the manifest has it. */
export function manifestAccount(changes: Partial<ManifestAccount>): ManifestAccount {
  return { ...OUTCOME, accountName: 'prod', organizationalUnitPath: null, ...changes };
}

const OUTCOME = {
  accountId: '111111111111',
  accountAlias: null,
  outcome: 'collected',
  users: 10,
  accessKeys: 4,
  summaryUsers: 10,
  countVerified: true,
  rootAccessKeys: 0,
  rootMfa: true,
  rootPassword: true,
  credentialReportTime: '2026-11-03T10:00:00Z',
  readAt: '2026-11-03T10:15:00Z',
  unknownFacts: [],
  errors: [],
  dropped: 0,
  calls: 12,
  throttles: 0,
  durationMs: 800,
} as const;

export function problem(code: ErrorCode, operation: string | null, message: string): Problem {
  return { code, operation, message, remedy: ERRORS[code].remedy };
}

export function runResult(
  manifest: Partial<Manifest>,
  changes: Partial<RunResult> = {},
): RunResult {
  const accounts = manifest.accounts ?? [manifestAccount({})];
  return {
    manifest: {
      schemaVersion: 1,
      tool: { name: 'iam-user-data-collector', version: '0.1.0' },
      runId: '20261103T101500Z-0a1b2c',
      parentRunId: null,
      organizationId: 'o-a1b2c3d4e5',
      status: 'COMPLETE',
      freshness: 'report',
      startedAt: '2026-11-03T10:15:00Z',
      collectedAt: '2026-11-03T10:15:00Z',
      finishedAt: '2026-11-03T10:15:42Z',
      columns: ['AccountID', 'UserName'],
      coverage: { planned: 1, collected: 1, partial: 0, failed: 0, skipped: 0, percent: 100 },
      users: 10,
      accessKeys: 4,
      files: [
        {
          key: 'IAM_USER_TAGS_o-a1b2c3d4e5_combined_2026-11-03_10-15-00.csv',
          format: 'csv',
          rows: 10,
          bytes: 4321,
          sha256: 'ab'.repeat(32),
        },
      ],
      accounts,
      ...manifest,
    },
    manifestName:
      '_iam-users/manifests/IAM_USER_TAGS_o-a1b2c3d4e5_combined_2026-11-03_10-15-00.csv.manifest.json',
    targetLocation: 's3://amzn-s3-demo-bucket/iam-users',
    latestMoved: true,
    latestReason: null,
    usersBefore: null,
    isKept: true,
    ...changes,
  };
}

export function aPlan(accounts: Plan['accounts']): Plan {
  return {
    schemaVersion: 1,
    runId: '20261103T101500Z-0a1b2c',
    parentRunId: null,
    startedAt: '2026-11-03T10:15:00Z',
    collectedAt: '2026-11-03T10:15:00Z',
    organizationId: 'o-a1b2c3d4e5',
    settings: {
      roleName: 'iam-user-data-collector',
      externalId: null,
      freshness: 'report',
      columns: ['AccountID', 'UserName'],
      rowForm: 'user',
      formats: ['csv'],
      rawCells: false,
      minCoverage: 95,
    },
    accounts,
  };
}

/** A diagnosis of one account in which all is well, but for what is said. */
export function aDiagnosis(said: Partial<Diagnosis>): Diagnosis {
  return {
    schemaVersion: 1,
    tool: { name: 'iam-user-data-collector', version: '1.0.0' },
    at: '2026-01-15T12:34:56Z',
    isFine: true,
    caller: { accountId: '111122223333', arn: 'arn:aws:iam::111122223333:role/collector' },
    organizationId: 'o-a1b2c3d4e5',
    roleName: 'iam-user-data-collector',
    freshness: 'report',
    columns: ['UserName'],
    actions: ['iam:GetAccountSummary', 'iam:ListUsers'],
    clockAheadMs: 0,
    places: [{ use: 'target', location: '/out' }],
    sample: null,
    causes: [],
    accounts: [],
    reportsBegun: 0,
    calls: 4,
    ...said,
  };
}
