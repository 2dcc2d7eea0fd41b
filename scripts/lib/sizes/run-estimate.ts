import { ASSUMPTIONS as A, LIMITS } from './assumptions.ts';

export interface Organization {
  readonly accounts: number;
  readonly usersPerAccount: number;
}

export type RunKind = 'first' | 'later';
export type Size = 'single' | 'distributed';

export interface RunEstimate {
  /** Of IAM. */
  readonly calls: number;
  readonly seconds: number;
  /** Time that functions are paid for. */
  readonly functionSeconds: number;
  readonly invocations: number;
  /** Child executions of the state machine. */
  readonly batches: number;
}

/** How long a run takes and what it uses, if AWS refuses no calls for their rate. */
export function estimateRun(organization: Organization, kind: RunKind, size: Size): RunEstimate {
  const calls = organization.accounts * callsPerAccount(organization, kind);
  return size === 'single'
    ? bySingleFunction(organization, kind, calls)
    : byStateMachine(organization, kind, calls);
}

function bySingleFunction(organization: Organization, kind: RunKind, calls: number): RunEstimate {
  const waves = Math.ceil(organization.accounts / A.accountsAtATime);
  const read = Math.max(
    waves * secondsForAccount(organization, kind),
    secondsToProcess(organization, calls),
  );
  const seconds = secondsToPlan(organization) + read + secondsToPublish(organization);
  return { calls, seconds, functionSeconds: seconds, invocations: 1, batches: 0 };
}

/** Plan, batches of accounts and publishing are functions of their own. */
function byStateMachine(organization: Organization, kind: RunKind, calls: number): RunEstimate {
  const { accounts } = organization;
  const batches = Math.ceil(accounts / A.accountsInABatch);
  const atATime = Math.min(batches, A.batchesAtATime);
  const batch = { ...organization, accounts: Math.min(accounts, A.accountsInABatch) };
  const secondsOfBatch = Math.max(
    secondsForAccount(organization, kind),
    secondsToProcess(batch, (calls / accounts) * batch.accounts),
  );
  const read = Math.max(
    A.startSeconds + Math.ceil(batches / atATime) * secondsOfBatch,
    calls / A.distributedCallsPerSecond,
  );
  const beside = secondsToPlan(organization) + A.startSeconds + secondsToPublish(organization);
  return {
    calls,
    seconds: beside + read,
    functionSeconds: beside + read * atATime,
    invocations: batches + 2,
    batches,
  };
}

/** Whether one function reads it in its time, with a third of it to spare. */
export function fitsOneFunction(organization: Organization): boolean {
  const { seconds } = estimateRun(organization, 'first', 'single');
  return seconds <= (LIMITS.functionSeconds * 2) / 3;
}

function callsPerAccount({ usersPerAccount }: Organization, kind: RunKind): number {
  const holders = listed(usersPerAccount, kind);
  return 5 + 2 * pages(usersPerAccount) + holders;
}

/** Users whose keys or certificates are listed: all that have some, later one in thirty of them. */
function listed(users: number, kind: RunKind): number {
  const holders = Math.ceil(users * (A.keyHolders + A.certificateHolders));
  return kind === 'first' ? holders : Math.ceil(holders / 30);
}

/** GetAccountAuthorizationDetails and ListUsers give 1,000 users at a time. */
function pages(users: number): number {
  return Math.max(1, Math.ceil(users / 1_000));
}

/** Its session, the lists while the report is made, the report, then the holders, a few at a time. */
function secondsForAccount({ usersPerAccount }: Organization, kind: RunKind): number {
  const lists = pages(usersPerAccount) * A.callSeconds;
  const holders = Math.ceil(listed(usersPerAccount, kind) / A.callsAtATime) * A.callSeconds;
  return A.callSeconds + Math.max(lists, A.reportSeconds) + A.callSeconds + holders;
}

function secondsToProcess({ accounts, usersPerAccount }: Organization, calls: number): number {
  return onThisMemory(calls * A.secondsPerCall + accounts * usersPerAccount * A.secondsPerUser);
}

function secondsToPlan({ accounts }: Organization): number {
  return A.startSeconds + Math.ceil(accounts / LIMITS.accountsPerPage) / LIMITS.pagesPerSecond;
}

function secondsToPublish({ accounts, usersPerAccount }: Organization): number {
  const reading = Math.ceil(accounts / A.partsAtATime) * A.readSeconds;
  return Math.max(reading, onThisMemory(accounts * usersPerAccount * A.secondsPerRow));
}

/** AWS Lambda gives processor time in proportion to memory. */
function onThisMemory(processorSeconds: number): number {
  return processorSeconds / Math.min(1, A.memoryMB / A.memoryOfOneCpuMB);
}
