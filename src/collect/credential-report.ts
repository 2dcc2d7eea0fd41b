import { CollectorError } from '../errors.ts';
import { type CredentialReport, parseCredentialReport } from '../model/credential-report.ts';
import type { Instant } from '../model/instant.ts';
import type { ReportRow } from '../model/report-row.ts';
import type { Clock, IamReader, ReportState, UserIdentity } from '../ports.ts';

/** The credential report of one account, and when IAM made it. */
export interface DatedReport {
  readonly report: CredentialReport;
  readonly generatedAt: Instant;
}

/**
 * The row of a user; `null` if there is none. One of the same name is that of another user, deleted
 * since, if the creation times differ.
 */
export function reportRowOf(
  { userName, createdAt }: Pick<UserIdentity, 'userName' | 'createdAt'>,
  dated: DatedReport | null,
): ReportRow | null {
  const row = dated?.report.users.get(userName);
  return row?.createdAt === createdAt ? row : null;
}

/** What GenerateCredentialReport answered, and when it was asked. */
export interface ReportRequest {
  readonly state: ReportState;
  readonly at: Date;
}

/** A report of 50 users takes IAM about two seconds; for 5,000 no measurement is known. */
const FIRST_LOOK_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
/** A report is waited for half as long again as it takes, at most. */
const GROWTH = 1.5;
const PATIENCE_MS = 180_000;

/** IAM gets the request about halfway between call and answer, if the call was sent at once. */
export async function requestReport(reader: IamReader, clock: Clock): Promise<ReportRequest> {
  const calledAt = clock.now().getTime();
  const state = await reader.generateCredentialReport();
  const answeredAt = clock.now().getTime();
  const agoMs = Math.min(FIRST_LOOK_MS, (answeredAt - calledAt) / 2);
  return { state, at: new Date(answeredAt - agoMs) };
}

/**
 * Gets the report that was asked for, waiting for it with growing pauses. One that expires or
 * vanishes between the calls is asked for again.
 *
 * @throws CollectorError `REPORT_NOT_READY` when the patience is over, `REPORT_UNREADABLE` if what
 * comes is not a report, and those of any call.
 */
export async function awaitReport(
  reader: IamReader,
  asked: ReportRequest,
  clock: Clock,
  signal: AbortSignal,
): Promise<DatedReport> {
  const looks = createLooks(asked.at);
  const askAgain = async () => {
    const state = await reader.generateCredentialReport();
    looks.startAnew(clock.now());
    return state;
  };
  let { state } = asked;
  // Only pauses are counted: where AWS takes its time with the answers, that is no reason to give up.
  let waitedMs = 0;
  for (;;) {
    if (state !== 'COMPLETE') {
      const pauseMs = looks.pauseBeforeNext(clock.now());
      waitedMs += pauseMs;
      if (waitedMs > PATIENCE_MS) throw notReady(state);
      await clock.sleep(pauseMs, signal);
    }
    if (state === 'LIMITED') {
      state = await askAgain();
      continue;
    }
    const answer = await reader.getCredentialReport();
    if (answer.state === 'READY') {
      return { report: parseCredentialReport(answer.content), generatedAt: answer.generatedAt };
    }
    if (answer.state !== 'IN_PROGRESS') await askAgain();
    state = 'INPROGRESS';
  }
}

function notReady(state: ReportState): CollectorError {
  return new CollectorError(
    'REPORT_NOT_READY',
    `expected the credential report within ${PATIENCE_MS / 1000} seconds, found it in state ${state}`,
    { operation: 'GetCredentialReport' },
  );
}

interface Looks {
  /** In milliseconds; 0: it is due. */
  pauseBeforeNext(now: Date): number;
  /** When the report was asked for again. */
  startAnew(now: Date): void;
}

/**
 * When to look for a report: at fixed times after it was asked for, ever farther apart, so that slow
 * answers do not put the next look off. One that would come right after an answer is left out. Who
 * asks again and again waits longer each time.
 */
function createLooks(askedAt: Date): Looks {
  let firstMs = FIRST_LOOK_MS;
  let stepMs = firstMs;
  let dueMs = askedAt.getTime() + firstMs;
  let isFirst = true;
  const longer = (milliseconds: number) =>
    Math.min(LONGEST_PAUSE_MS, Math.round(milliseconds * GROWTH));
  return {
    pauseBeforeNext(now) {
      const nowMs = now.getTime();
      while (!isFirst && dueMs < nowMs + FIRST_LOOK_MS) {
        stepMs = longer(stepMs);
        dueMs += stepMs;
      }
      isFirst = false;
      // Bounded, should the clock of the machine be set back.
      return Math.min(Math.max(0, dueMs - nowMs), stepMs + FIRST_LOOK_MS);
    },
    startAnew(now) {
      firstMs = longer(firstMs);
      stepMs = firstMs;
      dueMs = now.getTime() + firstMs;
      isFirst = true;
    },
  };
}
