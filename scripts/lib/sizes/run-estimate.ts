import type { UnitCosts } from '../../../bench/report/unit-costs.ts';
import { ASSUMPTIONS as A, LIMITS } from './assumptions.ts';

export interface Organization {
  readonly accounts: number;
  readonly usersPerAccount: number;
}

export type RunKind = 'first' | 'later';
export type Size = 'single' | 'distributed';

/** What a run is done with. */
export interface Machine {
  /** Of one processor. */
  readonly costs: UnitCosts;
  /** How much of it there is. */
  readonly processor: number;
}

/** AWS Lambda gives processor time in proportion to memory. */
export function lambdaMachine(costs: UnitCosts): Machine {
  return { costs, processor: Math.min(1, A.memoryMB / A.memoryOfOneCpuMB) };
}

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
export function estimateRun(
  organization: Organization,
  kind: RunKind,
  size: Size,
  machine: Machine,
): RunEstimate {
  return size === 'single'
    ? bySingleFunction(organization, kind, machine)
    : byStateMachine(organization, kind, machine);
}

function bySingleFunction(
  organization: Organization,
  kind: RunKind,
  machine: Machine,
): RunEstimate {
  const processing = secondsToProcess(organization, kind, machine);
  const waiting = secondsToRead(organization, kind);
  const publishing = secondsToPublish(organization, machine);
  const seconds =
    secondsToPlan(organization) + Math.max(waiting + publishing, processing + A.reportSeconds);
  const calls = callsOf(organization, kind);
  return { calls, seconds, functionSeconds: seconds, invocations: 1, batches: 0 };
}

/** Plan, batches of accounts and publishing are functions of their own. */
function byStateMachine(organization: Organization, kind: RunKind, machine: Machine): RunEstimate {
  const { accounts } = organization;
  const batches = Math.ceil(accounts / A.accountsInABatch);
  const atATime = Math.min(batches, A.batchesAtATime);
  const batch = { ...organization, accounts: Math.min(accounts, A.accountsInABatch) };
  const secondsOfBatch =
    A.secondsPerBatch +
    Math.max(
      secondsToRead(batch, kind),
      secondsToProcess(batch, kind, machine) - secondsToWrite(batch, machine),
    );
  const calls = callsOf(organization, kind);
  const read = Math.max(
    A.startSeconds + Math.ceil(batches / atATime) * secondsOfBatch,
    calls / A.distributedCallsPerSecond,
  );
  const beside =
    secondsToPlan(organization) + A.startSeconds + secondsToPublish(organization, machine);
  return {
    calls,
    seconds: beside + read,
    functionSeconds: beside + read * atATime,
    invocations: batches + 2,
    batches,
  };
}

/** Whether one function reads it in a third of its time: AWS may take calls more slowly than is assumed. */
export function fitsOneFunction(organization: Organization, machine: Machine): boolean {
  const { seconds } = estimateRun(organization, 'first', 'single', machine);
  return seconds <= LIMITS.functionSeconds / 3;
}

function callsOf(organization: Organization, kind: RunKind): number {
  const { accounts, usersPerAccount } = organization;
  return accounts * (5 + 2 * pages(usersPerAccount) + listed(usersPerAccount, kind));
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

/**
 * Waiting for AWS. Reports are made while other accounts are read, a few for each place; the first
 * have nothing to hide behind.
 */
function secondsToRead({ accounts, usersPerAccount }: Organization, kind: RunKind): number {
  const lists = pages(usersPerAccount) * A.callSeconds;
  const holders = Math.ceil(listed(usersPerAccount, kind) / A.callsAtATime) * A.callSeconds;
  const inPlace = lists + A.callSeconds + holders;
  const untilReport = 2 * A.callSeconds + A.reportSeconds;
  const inPlaces = Math.ceil(accounts / A.accountsAtATime) * inPlace;
  const reports = Math.ceil(accounts / (A.accountsAtATime * A.accountsBegun)) * untilReport;
  return Math.max(untilReport + inPlaces, reports + inPlace);
}

function secondsToProcess(
  { accounts, usersPerAccount }: Organization,
  kind: RunKind,
  { costs, processor }: Machine,
): number {
  const ofAccount =
    costs.msPerAccount +
    usersPerAccount * costs.msPerUser +
    listed(usersPerAccount, kind) * costs.msPerListing;
  return (accounts * ofAccount) / 1_000 / processor;
}

function secondsToPlan({ accounts }: Organization): number {
  return A.startSeconds + Math.ceil(accounts / LIMITS.accountsPerPage) / LIMITS.pagesPerSecond;
}

/** Reading every part and writing every row, which one function does. */
export function secondsToPublish(organization: Organization, machine: Machine): number {
  const reading = Math.ceil(organization.accounts / A.partsAtATime) * A.readSeconds;
  return Math.max(reading, secondsToWrite(organization, machine));
}

/** The processor time of publishing. */
function secondsToWrite(
  { accounts, usersPerAccount }: Organization,
  { costs, processor }: Machine,
): number {
  const ofAccount = costs.msPerPart + usersPerAccount * costs.msPerRow;
  return (accounts * ofAccount) / 1_000 / processor;
}
