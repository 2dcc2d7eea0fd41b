import type { Comparison, Measurement, SizeName } from './figures.ts';

/** One thing that is measured, beside what it is measured against. */
export interface BenchCase {
  /** As `--only` takes it. */
  readonly name: string;
  /** What it shows, in one sentence. */
  readonly title: string;
  run(context: CaseContext): Promise<CaseFigures>;
}

export interface CaseContext {
  readonly size: SizeName;
  /** Where to leave profiles of the collector; `null`: none are taken. */
  readonly profileTo: string | null;
}

export interface CaseFigures {
  readonly measurements: readonly Measurement[];
  readonly comparisons: readonly Comparison[];
}
