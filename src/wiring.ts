import type { RunResult } from './collect/run.ts';
import { CollectorError } from './errors.ts';
import type { Reporter } from './messages.ts';
import type { Plan } from './organization/plan.ts';
import type { Settings } from './settings/settings.ts';

/** The product, put together for one set of settings. Every method rejects with a `CollectorError`. */
export interface Collector {
  /** What `collect` would read and skip; nothing is read but the organization, nothing is written. */
  plan(signal: AbortSignal): Promise<Plan>;
  /**
   * Plans, collects, publishes. A run id given from outside (a Lambda request) makes the run
   * repeatable: what an earlier attempt under the same id finished is not read again.
   */
  collect(signal: AbortSignal, options?: CollectOptions): Promise<RunResult>;
  /** Finishes a run that was interrupted. */
  resume(runId: string, signal: AbortSignal): Promise<RunResult>;
}

export interface CollectOptions {
  readonly runId?: string;
  /** No account is started after this instant; those not reached are `NOT_STARTED`. */
  readonly deadline?: Date;
}

export interface World {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly reporter: Reporter;
}

/** Chooses the adapters. */
export function createCollector(_settings: Settings, _world: World): Collector {
  throw new CollectorError('INTERNAL', 'not wired yet');
}
