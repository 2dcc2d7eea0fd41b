import type {
  BehaviourOptions,
  OrganizationOptions,
  RateLimit,
} from '../../src/simulation/index.ts';
import type { ProcessFigures } from './figures.ts';

/** What the simulation is started with. */
export interface SimulationSetting {
  readonly organization: Omit<OrganizationOptions, 'now'>;
  readonly behaviour: BehaviourOptions;
  /** In the order of `afterMs`, which counts from the first call of IAM. */
  readonly limits: readonly TimedLimits[];
}

/** Limits that replace the earlier ones, with full buckets. */
export interface TimedLimits {
  readonly afterMs: number;
  readonly limits: readonly RateLimit[];
}

/** What can be asked of the simulation, and what it answers. */
export interface SimulationAnswers {
  readonly start: {
    readonly environment: Readonly<Record<string, string>>;
    readonly accountIds: readonly string[];
  };
  /** Forgets the calls so far; the limits begin anew with the next call of IAM. */
  readonly reset: null;
  readonly calls: CallsSeen;
  readonly truth: Truth;
}

export interface CallsSeen extends Pick<ProcessFigures, 'cpuMs' | 'peakMiB'> {
  readonly calls: Readonly<Record<string, number>>;
  readonly throttles: number;
}

/** What the organization holds, by its generator. */
export interface Truth {
  readonly users: number;
  readonly accessKeys: number;
  readonly accessKeyHolders: number;
  readonly certificateHolders: number;
}

export type SimulationQuestion =
  | { readonly kind: 'start'; readonly setting: SimulationSetting }
  | { readonly kind: 'reset' | 'calls' | 'truth' };
