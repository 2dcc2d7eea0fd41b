import { createHash } from 'node:crypto';
import { toInstant } from '../model/instant.ts';
import { type InvocationEvent, parseEvent } from './event.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Invocation {
  readonly event: unknown;
  /** The same for every attempt at one asynchronous invocation. */
  readonly requestId: string;
  readonly now: Date;
}

/**
 * The run id of an invocation. A repeated delivery of the same event, and Lambda's own retry of
 * the same request, give the same run id and so go on with the same run. `docs/decisions.md` says
 * why the parts are what they are.
 */
export function runIdOf({ event, requestId, now }: Invocation): string {
  const parsed = parseEvent(event);
  if (parsed.time !== null && isRecent(parsed.time, now)) {
    return runId(parsed.time, `${parsed.time} ${causeOf(parsed)}`);
  }
  // The time must be the same for a retry some minutes later too, so it is no finer than the day.
  return runId(Math.floor(now.getTime() / DAY_MS) * DAY_MS, requestId);
}

/**
 * The sample events of the Lambda console are from 1970 and 2015 and have one id for everybody:
 * such a time says nothing. EventBridge itself gives up delivery after 24 hours.
 */
function isRecent(time: number, now: Date): boolean {
  return now.getTime() - time < DAY_MS && time - now.getTime() < HOUR_MS;
}

/**
 * A schedule may fire twice for one scheduled time, with another event id each time; so its own
 * name counts and not the id.
 */
function causeOf({ scheduled, id, resources, retryFailed }: InvocationEvent): string {
  const source = scheduled || id === null ? resources.join(' ') : id;
  // What was read already and what is read again are two runs, be it by the same event.
  return retryFailed === null ? source : `${source} ${retryFailed}`;
}

function runId(time: number, cause: string): string {
  const stamp = toInstant(new Date(time)).replaceAll(/[-:]/g, '');
  return `${stamp}-${createHash('sha256').update(cause).digest('hex').slice(0, 6)}`;
}
