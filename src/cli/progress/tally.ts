import type { Message } from '../../messages.ts';
import { count, counted, duration, rate } from '../amounts.ts';

/** What is known of a run while it goes on. */
export interface Tally {
  readonly runId: string | null;
  /** Accounts to read. */
  readonly planned: number;
  /** Accounts that an earlier attempt, or an earlier run, has read. */
  readonly before: number;
  /** Accounts that are finished, those of an earlier attempt too. */
  readonly done: number;
  readonly users: number;
  readonly partial: number;
  readonly failed: number;
  /** So far, as far as it has been said. */
  readonly throttles: number;
  /** Those of accounts that are finished. */
  readonly throttlesOfDone: number;
  readonly startedAtMs: number;
}

export function emptyTally(nowMs: number): Tally {
  return {
    runId: null,
    planned: 0,
    before: 0,
    done: 0,
    users: 0,
    partial: 0,
    failed: 0,
    throttles: 0,
    throttlesOfDone: 0,
    startedAtMs: nowMs,
  };
}

/** The tally after one more message. */
export function addToTally(tally: Tally, message: Message, nowMs: number): Tally {
  if (message.type === 'run-started') {
    const { runId, accounts, alreadyDone, adopted } = message;
    const before = alreadyDone + adopted;
    const started = { runId, planned: accounts, before, done: before };
    return { ...tally, ...started, startedAtMs: nowMs };
  }
  if (message.type === 'throttled') return { ...tally, throttles: message.throttles };
  if (message.type !== 'account-finished') return tally;
  const { outcome, users, throttles } = message.outcome;
  return {
    ...tally,
    done: tally.done + 1,
    users: tally.users + users,
    partial: tally.partial + (outcome === 'partial' ? 1 : 0),
    failed: tally.failed + (outcome === 'failed' ? 1 : 0),
    throttles: Math.max(tally.throttles, throttles + tally.throttlesOfDone),
    throttlesOfDone: tally.throttlesOfDone + throttles,
  };
}

/** 0 to 100, rounded down. */
export function percentDone({ done, planned }: Tally): number {
  return planned === 0 ? 0 : Math.floor((100 * done) / planned);
}

/** The tally in one line, the most wanted first: what does not fit is cut at the end. */
export function tallyLine(tally: Tally, nowMs: number): string {
  const { done, planned, users, failed, partial, throttles } = tally;
  return [
    `${count(done)} of ${counted(planned, 'account')} (${percentDone(tally)} %)`,
    counted(users, 'user'),
    ...paceParts(tally, nowMs),
    ...(failed > 0 ? [`${count(failed)} failed`] : []),
    ...(partial > 0 ? [`${count(partial)} partial`] : []),
    ...(throttles > 0 ? [`throttled ${count(throttles)} ×`] : []),
  ].join(' · ');
}

/** Rate and remaining time, once there is something to judge by. */
function paceParts({ done, before, planned, startedAtMs }: Tally, nowMs: number): string[] {
  const elapsedMs = nowMs - startedAtMs;
  const doneNow = done - before;
  if (doneNow === 0 || elapsedMs <= 0) return [];
  const perMs = doneNow / elapsedMs;
  const pace = `${rate(perMs * 1000)} accounts/s`;
  return done >= planned ? [pace] : [pace, `${duration((planned - done) / perMs)} left`];
}
