import type { Instant } from '../model/instant.ts';
import { isUnknown } from '../model/knowable.ts';
import type { AccountOutcome } from '../model/part.ts';
import { compareText } from '../model/text-order.ts';
import type { Plan, PlannedAccount } from '../organization/plan.ts';
import { coverageOf, statusOf } from './coverage.ts';
import type { LatestPointer, Manifest, ManifestAccount, PublishedFile } from './manifest.ts';
import { outcomeOfUnread } from './outcomes.ts';

/** What a run knows when it is over. */
export interface FinishedRun {
  readonly plan: Plan;
  /** In any order. A planned account that has none is skipped as planned, or failed. */
  readonly outcomes: readonly AccountOutcome[];
  readonly files: readonly PublishedFile[];
  readonly finishedAt: Instant;
  readonly tool: Manifest['tool'];
}

/** The manifest of a run. Every planned account is in it. */
export function toManifest(run: FinishedRun): Manifest {
  const { plan } = run;
  const outcomes = new Map(run.outcomes.map((outcome) => [outcome.accountId, outcome]));
  const accounts = plan.accounts
    .toSorted((left, right) => compareText(left.accountId, right.accountId))
    .map((planned) =>
      toManifestAccount(planned, outcomes.get(planned.accountId) ?? outcomeOfUnread(planned)),
    );
  const coverage = coverageOf(accounts);
  return {
    schemaVersion: 1,
    tool: { name: run.tool.name, version: run.tool.version },
    runId: plan.runId,
    parentRunId: plan.parentRunId,
    organizationId: plan.organizationId,
    status: statusOf(coverage),
    freshness: plan.settings.freshness,
    startedAt: plan.startedAt,
    collectedAt: plan.collectedAt,
    finishedAt: run.finishedAt,
    columns: plan.settings.columns,
    coverage,
    users: sum(accounts.map((account) => account.users)),
    accessKeys: sumIfKnown(accounts.map((account) => account.accessKeys)),
    files: run.files,
    accounts,
  };
}

/** As JSON for people and programs, the keys in the order of the contract. */
export function renderManifest(document: Manifest | LatestPointer): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function toManifestAccount(planned: PlannedAccount, outcome: AccountOutcome): ManifestAccount {
  return {
    accountId: planned.accountId,
    accountName: planned.accountName,
    accountAlias: isUnknown(outcome.accountAlias) ? 'unknown' : outcome.accountAlias,
    organizationalUnitPath: planned.organizationalUnitPath,
    outcome: outcome.outcome,
    users: outcome.users,
    accessKeys: outcome.accessKeys,
    summaryUsers: outcome.summaryUsers,
    countVerified: outcome.countVerified,
    rootAccessKeys: outcome.rootAccessKeys,
    rootMfa: outcome.rootMfa,
    rootPassword: outcome.rootPassword,
    credentialReportTime: isUnknown(outcome.credentialReportTime)
      ? null
      : outcome.credentialReportTime,
    readAt: outcome.readAt,
    unknownFacts: outcome.unknownFacts,
    errors: outcome.errors.map(({ code, operation, message, remedy }) => {
      return { code, operation, message, remedy };
    }),
    dropped: outcome.dropped,
    calls: outcome.calls,
    throttles: outcome.throttles,
    durationMs: outcome.durationMs,
  };
}

/** A total that lacks an account would pass for one of all. */
function sumIfKnown(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((number) => number !== null);
  return known.length === numbers.length ? sum(known) : null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
