import { deflateSync, inflateSync } from 'node:zlib';
import type { ReportBehaviour } from '../runtime/behaviour.ts';
import type { Clock } from '../runtime/clock.ts';
import { ServiceError } from '../service-error.ts';
import type { Account } from '../world/account.ts';
import { HOUR_SECONDS, type Timestamp, toTimestamp } from '../world/timestamp.ts';
import { renderReport } from './render.ts';

export interface GeneratedReport {
  readonly content: string;
  readonly generatedAt: Timestamp;
}

export interface GenerationState {
  readonly state: 'STARTED' | 'INPROGRESS' | 'COMPLETE';
  readonly description: string | null;
}

/**
 * The credential reports of all accounts: made on request, in progress for a while, then the same
 * bytes for four hours whatever happens in the account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export class Reports {
  readonly #clock: Clock;
  readonly #behaviour: () => ReportBehaviour;
  readonly #jobs = new Map<string, Job>();

  constructor(clock: Clock, behaviour: () => ReportBehaviour) {
    this.#clock = clock;
    this.#behaviour = behaviour;
  }

  generate(account: Account): GenerationState {
    const job = this.#jobOf(account);
    if (job === undefined || this.#isExpired(job)) {
      this.#jobs.set(account.id, this.#start(account));
      return { state: 'STARTED', description: STARTED };
    }
    return this.#poll(job)
      ? { state: 'COMPLETE', description: null }
      : { state: 'INPROGRESS', description: null };
  }

  get(account: Account): GeneratedReport {
    const job = this.#jobOf(account);
    // The message of all three is literally "Unknown".
    if (job === undefined) throw new ServiceError('ReportNotPresent', 410, 'Unknown');
    if (!this.#poll(job)) throw new ServiceError('ReportInProgress', 404, 'Unknown');
    if (this.#isExpired(job)) throw new ServiceError('ReportExpired', 410, 'Unknown');
    return { content: inflateSync(job.packed).toString(), generatedAt: job.generatedAt };
  }

  #jobOf(account: Account): Job | undefined {
    const job = this.#jobs.get(account.id);
    const { existing } = account.report;
    if (job !== undefined || existing === null) return job;
    const users = account.users.filter(({ createdAt }) => createdAt <= existing.generatedAt);
    const content = renderReport(account, [...users, ...existing.ghosts], existing.generatedAt);
    const { generatedAt } = existing;
    const made = { packed: packed(content), generatedAt, readyAt: 0, pollsLeft: 0 };
    this.#jobs.set(account.id, made);
    return made;
  }

  #start(account: Account): Job {
    const generatedAt = toTimestamp(this.#clock.now());
    return {
      packed: packed(renderReport(account, account.users, generatedAt)),
      generatedAt,
      readyAt: this.#clock.now() + this.#behaviour().takesMs,
      pollsLeft: this.#behaviour().polls,
    };
  }

  /** Whether the report is complete; a call that asks counts as a poll. */
  #poll(job: Job): boolean {
    const ready = job.pollsLeft <= 0 && this.#clock.now() >= job.readyAt;
    job.pollsLeft -= 1;
    return ready;
  }

  #isExpired({ generatedAt }: Job): boolean {
    return this.#clock.now() - Date.parse(generatedAt) >= CACHED_SECONDS * 1000;
  }
}

interface Job {
  /** The content, deflated: a thousand reports of a thousand users would be 250 MB of text. */
  readonly packed: Buffer;
  readonly generatedAt: Timestamp;
  /** Milliseconds of simulated time. */
  readonly readyAt: number;
  pollsLeft: number;
}

function packed(content: string): Buffer {
  return deflateSync(content, { level: 1 });
}

const CACHED_SECONDS = 4 * HOUR_SECONDS;
const STARTED = 'No report exists. Starting a new report generation task';
