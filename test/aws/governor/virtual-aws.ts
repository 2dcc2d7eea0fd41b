import { backoffMs, RETRY_POLICY } from '../../../src/aws/backoff.ts';
import type { GovernedCall } from '../../../src/aws/governor/gates.ts';
import { createGovernor } from '../../../src/aws/governor/governor.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A token bucket of the virtual AWS, or one for each account or operation. */
export interface VirtualLimit {
  /** Calls per second from so many seconds on. */
  readonly rates: readonly (readonly [fromSecond: number, rate: number])[];
  readonly burst: number;
  readonly per?: readonly ('accountId' | 'operation')[];
  readonly accountId?: string;
}

export interface VirtualAccount {
  readonly accountId: string;
  /** Calls of ListAccessKeys, after six of other operations. */
  readonly users: number;
}

export interface VirtualRun {
  readonly accounts: readonly VirtualAccount[];
  readonly limits: readonly VirtualLimit[];
  /** This share of the calls is refused, whatever the rate. @defaultValue 0 */
  readonly refusedAnyway?: number;
  /** @defaultValue 16 */
  readonly concurrency?: number;
  /** @defaultValue 20 */
  readonly latencyMs?: number;
  /** @defaultValue none */
  readonly ceiling?: number;
}

export interface VirtualResult {
  readonly seconds: number;
  /** When each account was done. */
  readonly doneAt: ReadonlyMap<string, number>;
  readonly calls: number;
  readonly refused: number;
  /** Calls that ran out of attempts. */
  readonly lost: number;
  /** Of the requests after the first ten seconds, the share that was refused. */
  readonly refusedOncePaced: number;
}

const REQUESTS_PER_ACCOUNT = 6;
const BEGINNING_MS = 10_000;

/** Reads accounts as a run does, from an AWS of which the time and the buckets are virtual. */
export async function runVirtually(run: VirtualRun): Promise<VirtualResult> {
  const { accounts, concurrency = 16, ceiling = null } = run;
  const clock = new VirtualClock();
  const governor = createGovernor({
    bounds: { inAll: concurrency * REQUESTS_PER_ACCOUNT, perAccount: REQUESTS_PER_ACCOUNT },
    ceiling,
    timers: clock,
  });
  const answers = createAnswers(run, clock);
  const random = randomFrom(7);
  const doneAt = new Map<string, number>();
  let lost = 0;

  const call = async (governed: GovernedCall) => {
    for (let failures = 1; ; failures += 1) {
      const admission = await governor.admit(governed, NEVER);
      const isTaken = await answers.ask(governed);
      admission.done(isTaken ? 'admitted' : 'refused');
      if (isTaken) return;
      const delayMs = backoffMs(RETRY_POLICY.throttled, failures, random());
      if (delayMs === null) {
        lost += 1;
        return;
      }
      await clock.sleep(delayMs);
    }
  };
  const read = async ({ accountId, users }: VirtualAccount) => {
    const ask = (operation: string) => call({ service: 'IAM', operation, accountId });
    await Promise.all(OPERATIONS.map(ask));
    await inTurn(users, REQUESTS_PER_ACCOUNT, () => ask('ListAccessKeys'));
    doneAt.set(accountId, clock.now() / 1000);
  };

  const left = [...accounts];
  const readAll = inTurn(accounts.length, concurrency, async () => {
    const account = left.shift();
    if (account !== undefined) await read(account);
  });
  await clock.run(readAll);
  return { ...answers.counted(), seconds: clock.now() / 1000, doneAt, lost };
}

const OPERATIONS = [
  'Generate',
  'GetDetails',
  'ListUsers',
  'ListAliases',
  'GetSummary',
  'GetReport',
];

const NEVER = new AbortController().signal;

/** Does something so many times, some of them at the same time. */
async function inTurn(times: number, atOnce: number, work: () => Promise<void>): Promise<void> {
  let begun = 0;
  const workOn = async () => {
    while (begun < times) {
      begun += 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, workOn));
}

/** Answers after the latency, give or take a twentieth of it. */
function createAnswers(run: VirtualRun, clock: VirtualClock) {
  const { limits, refusedAnyway = 0, latencyMs = 20 } = run;
  const random = randomFrom(1);
  const buckets = limits.map((limit) => createBuckets(limit));
  const oneWay = () => clock.sleep((latencyMs / 2) * (0.95 + 0.1 * random()));
  const counts = { calls: 0, refused: 0, later: 0, refusedLater: 0 };

  return {
    /** Whether the call is taken. */
    async ask(call: GovernedCall): Promise<boolean> {
      await oneWay();
      const isTaken = random() >= refusedAnyway && takeAll(buckets, call, clock.now());
      await oneWay();
      const isLater = clock.now() > BEGINNING_MS;
      counts.calls += 1;
      counts.refused += isTaken ? 0 : 1;
      counts.later += isLater ? 1 : 0;
      counts.refusedLater += isLater && !isTaken ? 1 : 0;
      return isTaken;
    },
    counted: () => ({
      calls: counts.calls,
      refused: counts.refused,
      refusedOncePaced: counts.later === 0 ? 0 : counts.refusedLater / counts.later,
    }),
  };
}

interface Bucket {
  tokens: number;
  at: number;
}

type Buckets = (call: GovernedCall, now: number) => Bucket | null;

/** A call that is refused costs no token anywhere. */
function takeAll(buckets: readonly Buckets[], call: GovernedCall, now: number): boolean {
  const due = buckets.flatMap((bucketOf) => bucketOf(call, now) ?? []);
  if (due.some(({ tokens }) => tokens < 1)) return false;
  for (const bucket of due) bucket.tokens -= 1;
  return true;
}

function createBuckets({ rates, burst, per = [], accountId }: VirtualLimit): Buckets {
  const buckets = new Map<string, Bucket>();
  return (call, now) => {
    if (accountId !== undefined && accountId !== call.accountId) return null;
    const key = per.map((part) => call[part]).join(' ');
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    const earned = allowance(rates, now / 1000) - allowance(rates, bucket.at / 1000);
    bucket.tokens = Math.min(burst, bucket.tokens + earned);
    bucket.at = now;
    buckets.set(key, bucket);
    return bucket;
  };
}

/** Tokens that have flowed in until then. */
function allowance(rates: VirtualLimit['rates'], second: number): number {
  return rates.reduce((sum, [from, rate], index) => {
    const until = Math.min(second, rates[index + 1]?.[0] ?? Number.POSITIVE_INFINITY);
    return sum + Math.max(0, until - from) * rate;
  }, 0);
}

/** How long the bucket itself takes to allow so many calls, in seconds. */
export function timeAllowed({ rates, burst }: VirtualLimit, calls: number): number {
  let low = 0;
  let high = 1e6;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (burst + allowance(rates, middle) < calls) low = middle;
    else high = middle;
  }
  return high;
}

/** So many accounts with so many users each. */
export function accountsOf(count: number, users: number): readonly VirtualAccount[] {
  return Array.from({ length: count }, (_, index) => ({
    accountId: String(index).padStart(12, '0'),
    users,
  }));
}

export function callsOf(accounts: readonly VirtualAccount[]): number {
  return accounts.reduce((sum, { users }) => sum + OPERATIONS.length + users, 0);
}

/** Mulberry32: the same numbers every time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
