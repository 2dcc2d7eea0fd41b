import type { BenchCase } from '../harness/bench-case.ts';
import type { Comparison, Measurement, SizeName } from '../harness/figures.ts';
import { runOriginal } from '../harness/references.ts';
import {
  type BenchWorld,
  type OrganizationSize,
  withOrganization,
} from '../harness/with-organization.ts';
import { callsPerAccount } from './calls-per-account.ts';

interface Sizes {
  readonly ours: OrganizationSize;
  /** What the original is given, to be scaled by users. */
  readonly original: OrganizationSize;
  readonly latenciesMs: readonly number[];
}

const SIZES: Readonly<Record<SizeName, Sizes>> = {
  smoke: {
    ours: { accounts: 3, users: 20, reportTakesMs: 300 },
    original: { accounts: 1, users: 5 },
    latenciesMs: [5],
  },
  full: {
    ours: { accounts: 20, users: 100, reportTakesMs: 2000 },
    original: { accounts: 2, users: 50 },
    latenciesMs: [0, 20],
  },
};

/** The latency for which there are targets. */
const TARGET_LATENCY_MS = 20;

export const besideTheOriginal: BenchCase = {
  name: 'original',
  title: 'Beside the program it replaces: one call in flight, seven calls for each user',
  async run(context) {
    const { ours, original, latenciesMs } = SIZES[context.size];
    const measurements: Measurement[] = [];
    const comparisons: Comparison[] = [];
    for (const latencyMs of latenciesMs) {
      const theirs = await withOrganization(
        context,
        { ...original, latencyMs, keyHolders: 1 },
        ({ served }) => runOriginal(served),
      );
      const scaledMs = (theirs.readingMs / theirs.users) * ours.accounts * ours.users;
      const runs = await withOrganization(context, { ...ours, latencyMs }, (world) =>
        runTwice(world, { latencyMs, scaledMs }),
      );
      const { readingMs: _, ...measurement } = theirs;
      measurements.push(named(measurement, latencyMs), ...runs.measurements);
      comparisons.push(...runs.comparisons);
    }
    return { measurements, comparisons };
  },
};

async function runTwice(
  world: BenchWorld,
  { latencyMs, scaledMs }: { readonly latencyMs: number; readonly scaledMs: number },
) {
  const { collector } = world;
  const first = await collector.run('first run');
  const later = await collector.run('later run');
  const hasTarget = latencyMs === TARGET_LATENCY_MS;
  const beside = ({ name, wallMs }: Measurement): Comparison => ({
    target: hasTarget
      ? `${name === 'first run' ? 'first' : 'later'} run beside the original`
      : null,
    name: `${name}, ${latencyMs} ms a call`,
    measured: wallMs,
    reference: scaledMs,
    unit: 'ms',
    isScaled: true,
  });
  return {
    measurements: [named(first, latencyMs), named(later, latencyMs)],
    comparisons: [
      beside(first),
      beside(later),
      // They do not depend on the time that a call takes.
      ...(hasTarget
        ? [callsPerAccount(world, first, true), callsPerAccount(world, later, false)]
        : []),
    ],
  };
}

function named(measurement: Measurement, latencyMs: number): Measurement {
  return { ...measurement, name: `${measurement.name}, ${latencyMs} ms a call` };
}
