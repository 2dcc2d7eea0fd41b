import { setMaxListeners } from 'node:events';
import pMap from 'p-map';
import { needOf } from '../columns/need.ts';
import { CollectorError, type ErrorCode } from '../errors.ts';
import { toInstant } from '../model/instant.ts';
import { neededActions } from '../model/permissions.ts';
import type { Plan, PlannedAccount } from '../organization/plan.ts';
import { sampleAccounts } from '../organization/sample-accounts.ts';
import { requireAccounts } from '../organization/select-accounts.ts';
import type { DiagnosedAccount, Diagnosis, Finding } from '../output/diagnosis.ts';
import { groupFindings } from '../output/group-findings.ts';
import type { AccountTrials, Caller, Clock } from '../ports.ts';
import { TOOL } from '../version.ts';
import { type AccountDiagnosis, diagnoseAccount } from './diagnose-account.ts';
import { diagnosePlaces, type Places } from './diagnose-places.ts';

export interface DiagnosisPorts extends Places {
  readonly caller: Caller;
  readonly trials: AccountTrials;
  /** The plan of a run, as `collect` would make it. */
  readonly makePlan: () => Promise<Plan>;
  /** A plan without accounts, where the organization does not list its. */
  readonly makePlanWithoutAccounts: () => Promise<Plan>;
  /** Milliseconds that the clock of AWS is ahead; `null`: AWS does not tell. */
  readonly measureClock: () => Promise<number | null>;
  readonly clock: Clock;
}

export interface DiagnosisOptions {
  /** Accounts tried at the same time. */
  readonly concurrency: number;
  /** How many accounts are tried; `null`: all that a run would read. */
  readonly sample: number | null;
  /** Hears of every account that is done, and before the first. */
  readonly onProgress: (progress: DiagnosisProgress) => void;
}

/** How far a diagnosis is. */
export interface DiagnosisProgress {
  readonly callerArn: string;
  /** Accounts to try. */
  readonly accounts: number;
  readonly tried: number;
  /** Of those, how many a run would not read in full. */
  readonly wrong: number;
}

/**
 * Tries everything that a run would need, in every account, and says what is wrong. Nothing is
 * written; IAM may begin a credential report, as it does for anybody who asks for one.
 *
 * @throws CollectorError a credential error if the caller's credentials are not valid, or the
 * reason of the signal.
 */
export async function diagnose(
  ports: DiagnosisPorts,
  options: DiagnosisOptions,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const clockAheadMs = await ports.measureClock();
  const { plan, findings: ofPlan } = await planOrFindings(ports);
  const toRead = plan.accounts.filter(({ skip }) => skip === null);
  const { sample } = options;
  const chosen = sample === null ? toRead : sampleAccounts(toRead, sample);
  // What was begun at a place is given up there, whatever ends the diagnosis meanwhile.
  const [accounts, atPlaces] = await Promise.allSettled([
    diagnoseAccounts(plan, chosen, { ports, options, signal }),
    diagnosePlaces(plan, ports),
  ]);
  const tried = settledValue(accounts);
  const { places, findings: ofPlaces } = settledValue(atPlaces);

  const ofRun = [...ofPlan, ...clockFindings(clockAheadMs), ...ofPlaces];
  const causes = groupFindings([
    ...ofRun.map((finding) => ({ account: null, finding })),
    ...tried.flatMap(({ account, findings }) => findings.map((finding) => ({ account, finding }))),
  ]);
  const { roleName, freshness, columns } = plan.settings;
  return {
    schemaVersion: 1,
    tool: TOOL,
    at: toInstant(ports.clock.now()),
    isFine: causes.every(({ effect }) => effect === 'NONE'),
    caller: { accountId: ports.caller.accountId, arn: ports.caller.arn },
    organizationId: plan.organizationId,
    roleName,
    freshness,
    columns,
    actions: neededActions(needOf(columns, freshness)),
    clockAheadMs,
    places,
    sample,
    causes,
    accounts: withUntried(plan, tried),
    reportsBegun: tried.filter(({ hasBegunReport }) => hasBegunReport).length,
    calls: tried.reduce((total, { calls }) => total + calls, 0),
  };
}

function settledValue<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

/** What of the organization can be wrong without anything else being so. */
const OF_ORGANIZATION: ReadonlySet<ErrorCode> = new Set([
  'ORGANIZATION_ACCESS_DENIED',
  'ORGANIZATION_NOT_IN_USE',
  'DENIED_BY_SERVICE_CONTROL_POLICY',
]);

async function planOrFindings(
  ports: DiagnosisPorts,
): Promise<{ readonly plan: Plan; readonly findings: readonly Finding[] }> {
  try {
    const plan = await ports.makePlan();
    return { plan, findings: nothingToRead(plan) };
  } catch (thrown) {
    if (!(thrown instanceof CollectorError) || !OF_ORGANIZATION.has(thrown.code)) throw thrown;
    return { plan: await ports.makePlanWithoutAccounts(), findings: [ofRun(thrown)] };
  }
}

function nothingToRead({ accounts }: Plan): readonly Finding[] {
  try {
    requireAccounts(accounts);
    return [];
  } catch (thrown) {
    return [ofRun(CollectorError.from(thrown))];
  }
}

interface AccountsRequest {
  readonly ports: DiagnosisPorts;
  readonly options: DiagnosisOptions;
  readonly signal: AbortSignal;
}

/** If one ends the diagnosis, the others are given up. */
async function diagnoseAccounts(
  { runId, settings }: Plan,
  accounts: readonly PlannedAccount[],
  { ports, options, signal }: AccountsRequest,
): Promise<readonly AccountDiagnosis[]> {
  const end = new AbortController();
  const both = AbortSignal.any([signal, end.signal]);
  // Every call in flight listens to it, which Node.js takes for a leak beyond ten.
  setMaxListeners(0, both);
  const { roleName, columns, freshness } = settings;
  const need = needOf(columns, freshness);
  const callerArn = ports.caller.arn;
  const question = { runId, need, roleName, callerArn, trials: ports.trials };
  let progress = { callerArn, accounts: accounts.length, tried: 0, wrong: 0 };
  options.onProgress(progress);
  const diagnoseOne = async (account: PlannedAccount) => {
    both.throwIfAborted();
    const diagnosis = await diagnoseAccount(account, question, both);
    const wrong = progress.wrong + (diagnosis.account.result === 'WRONG' ? 1 : 0);
    progress = { ...progress, tried: progress.tried + 1, wrong };
    options.onProgress(progress);
    return diagnosis;
  };
  try {
    return await pMap(accounts, diagnoseOne, { concurrency: options.concurrency });
  } finally {
    end.abort();
  }
}

/** Every account of the plan, tried or not. */
function withUntried(plan: Plan, tried: readonly AccountDiagnosis[]): readonly DiagnosedAccount[] {
  const known = new Map(tried.map(({ account }) => [account.accountId, account]));
  return plan.accounts.map(({ accountId, accountName, skip }) => {
    const reason = skip?.reason ?? 'not in the sample';
    const untried = { accountId, accountName, result: 'NOT_TRIED', reason } as const;
    return known.get(accountId) ?? { ...untried, access: null, worked: [], untested: [] };
  });
}

/**
 * AWS refuses signatures that are five minutes off, which the SDK mends in silence; a minute is more
 * than any clock that is set by another one is off by.
 */
const CLOCK_TOLERANCE_MS = 60_000;

function clockFindings(aheadMs: number | null): readonly Finding[] {
  if (aheadMs === null || Math.abs(aheadMs) < CLOCK_TOLERANCE_MS) return [];
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const error = new CollectorError(
    'CLOCK_WRONG',
    `expected the clock of this machine to agree with that of AWS, found it ${seconds} seconds ${aheadMs > 0 ? 'slow' : 'fast'}`,
  );
  return [{ ...ofRun(error), effect: 'AGES_WRONG' }];
}

function ofRun({ code, operation, message, remedy }: CollectorError): Finding {
  const operations = operation === null ? [] : [operation];
  return { code, operations, effect: 'RUN_FAILS', lostFacts: [], message, remedy };
}
