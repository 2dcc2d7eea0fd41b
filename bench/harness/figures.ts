import type { TargetName } from '../targets.ts';

/** What one process took, from its start to its end, loading of its modules included. */
export interface ProcessFigures {
  readonly wallMs: number;
  /** User and system, all threads. */
  readonly cpuMs: number;
  /** The most memory that was resident: `VmHWM`. */
  readonly peakMiB: number;
}

/** One run of a program against the simulated organization. */
export interface Measurement extends ProcessFigures {
  /** What ran, such as `first run`. */
  readonly name: string;
  /** Operation → requests, throttled ones included, as the simulation counted them. */
  readonly calls: Readonly<Record<string, number>>;
  readonly throttles: number;
  /** CSV rows, or users that a reference read. */
  readonly users: number;
  /** Size of the data; `null`: nothing was written. */
  readonly bytes: number | null;
  /** What the simulation took meanwhile: near `wallMs`, it held the run up. */
  readonly simulationCpuMs: number;
}

/** A figure beside what it is measured against. */
export interface Comparison {
  /** Key of `TARGETS`; `null`: told without a target. */
  readonly target: TargetName | null;
  /** What is compared, such as `first run, 20 ms a call`. */
  readonly name: string;
  readonly measured: number;
  readonly reference: number;
  /** What both are in: `ms`, `MiB`, `calls per account`. */
  readonly unit: string;
  /** Whether the reference was computed from a smaller measurement. */
  readonly isScaled?: boolean;
}

/** What one case came to. */
export interface CaseResult {
  readonly name: string;
  readonly size: SizeName;
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly measurements: readonly Measurement[];
  readonly comparisons: readonly Comparison[];
}

export type SizeName = 'smoke' | 'full';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  /** `linux 6.1`. */
  readonly system: string;
}

export function totalCalls(calls: Measurement['calls']): number {
  return Object.values(calls).reduce((total, count) => total + count, 0);
}
