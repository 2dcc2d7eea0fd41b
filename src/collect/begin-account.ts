import type { FactName, Freshness } from '../model/facts.ts';
import type { Instant } from '../model/instant.ts';
import { type Knowable, UNKNOWN } from '../model/knowable.ts';
import { needsReport } from '../model/permissions.ts';
import type { AccountAccess, Clock, IamReader } from '../ports.ts';
import { type AccountMeter, createAccountMeter } from './account-meter.ts';
import { type ReportRequest, requestReport } from './credential-report.ts';
import { createProblemLog, type ProblemLog } from './problem-log.ts';

/** What every account of a run has in common. */
export interface AccountRun {
  readonly runId: string;
  readonly collectedAt: Instant;
  readonly freshness: Freshness;
  /** What the columns need; the summary is always read, as the proof. */
  readonly facts: ReadonlySet<FactName>;
}

/** An account whose turn may come later. It holds no more than a session. */
export interface BegunAccount {
  readonly accountId: string;
  /** Rejects if the account cannot be opened. */
  readonly reader: Promise<IamReader>;
  /** Unknown if the report is not needed, or was refused. Rejects as `reader` does. */
  readonly asked: Promise<Knowable<ReportRequest>>;
  readonly log: ProblemLog;
  readonly meter: AccountMeter;
}

/**
 * Opens an account and asks for its credential report, which takes IAM some seconds: whoever begins
 * an account before its turn does not wait for it.
 */
export function beginAccount(
  run: AccountRun,
  accountId: string,
  { access, clock }: { readonly access: AccountAccess; readonly clock: Clock },
  signal: AbortSignal,
): BegunAccount {
  const log = createProblemLog();
  const meter = createAccountMeter(clock);
  const { onRequest } = meter;
  const reader = access.open({ accountId, runId: run.runId, onRequest }, signal);
  const ask = async () => {
    const opened = await reader;
    return needsReport(run) ? log.attempt(() => requestReport(opened, clock)) : UNKNOWN;
  };
  const asked = ask();
  // Both are thrown when the account is read, if ever.
  for (const answer of [reader, asked]) answer.catch(() => {});
  return { accountId, reader, asked, log, meter };
}
