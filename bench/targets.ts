import type { Comparison } from './harness/figures.ts';

/** A bound that a figure is to keep, beside its reference. */
export interface Target {
  readonly title: string;
  /** What the measured figure is divided by, or divides: `faster` wants reference ÷ measured. */
  readonly kind: 'faster' | 'at most';
  readonly factor: number;
}

/** What the collector is to keep. */
export const TARGETS = {
  'calls of a first run': {
    title:
      'calls per account, first run, beside 6 + 2 per 1,000 users + 1 per holder of keys or certificates',
    kind: 'at most',
    factor: 1,
  },
  'calls of a later run': {
    title: 'calls per account, later run, beside 6 + 2 per 1,000 users + 1 per 30 holders',
    kind: 'at most',
    factor: 1,
  },
  'first run beside the original': {
    title: 'first run, 20 ms a call and a report that takes 2 s, beside the original’s calls',
    kind: 'faster',
    factor: 80,
  },
  'later run beside the original': {
    title: 'later run with a cached report, 20 ms a call, beside the original’s calls',
    kind: 'faster',
    factor: 200,
  },
  'processor time of a later run': {
    title: 'processor time of a later run beside the SDK alone with the same bulk calls',
    kind: 'at most',
    factor: 2,
  },
  'peak memory': {
    title: 'peak memory, 1,000 accounts of 1,000 users, one in ten with keys',
    kind: 'at most',
    factor: 1,
  },
  'growth of memory': {
    title: 'peak memory of 1,000 accounts beside that of 100, of 1,000 users each',
    kind: 'at most',
    factor: 1.2,
  },
  'token bucket': {
    title: 'time of a run beside the time that an unknown token bucket allows',
    kind: 'at most',
    factor: 1.25,
  },
} as const satisfies Readonly<Record<string, Target>>;

export type TargetName = keyof typeof TARGETS;

/** How the figure relates to its reference, the way its target counts. */
export function ratioOf(comparison: Comparison): number {
  const { measured, reference } = comparison;
  return targetOf(comparison)?.kind === 'faster' ? reference / measured : measured / reference;
}

/** `null`: there is no target. */
export function isMet(comparison: Comparison): boolean | null {
  const target = targetOf(comparison);
  if (target === null) return null;
  const ratio = ratioOf(comparison);
  return target.kind === 'faster' ? ratio >= target.factor : ratio <= target.factor;
}

export function targetOf({ target }: Comparison): Target | null {
  return target === null ? null : TARGETS[target];
}
