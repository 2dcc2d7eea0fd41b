import type { Plan, PlannedAccount } from '../../src/organization/plan.ts';

/** A plan for one account that is read. */
export function aPlan(accounts: readonly PlannedAccount[] = [aPlannedAccount()]): Plan {
  return {
    schemaVersion: 1,
    runId: '20260301T120000Z-a1b2c3',
    parentRunId: null,
    startedAt: '2026-03-01T12:00:00Z',
    collectedAt: '2026-03-01T12:00:00Z',
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

export function aPlannedAccount(facts: Partial<PlannedAccount> = {}): PlannedAccount {
  return {
    accountId: '111111111111',
    accountName: 'Acme Development',
    organizationalUnitPath: 'r-ab12/ou-ab12-11111111',
    state: 'ACTIVE',
    skip: null,
    ...facts,
  };
}
