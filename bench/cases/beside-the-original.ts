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
  /** An odd number: of each run that in the middle counts, because they take seconds only. */
  readonly rounds: number;
}

const SIZES: Readonly<Record<SizeName, Sizes>> = {
  smoke: {
    ours: { accounts: 3, users: 20, reportTakesMs: 300 },
    original: { accounts: 1, users: 5 },
    latenciesMs: [5],
    rounds: 1,
  },
  full: {
    ours: { accounts: 20, users: 100, reportTakesMs: 2000 },
    original: { accounts: 2, users: 50 },
    latenciesMs: [0, 20],
    rounds: 5,
  },
};

/** The latency for which there are targets. */
const TARGET_LATENCY_MS = 20;

export const besideTheOriginal: BenchCase = {
  name: 'original',
  title:
    'Beside the program it replaces: one call in flight, seven calls for each user; of several runs that in the middle',
  async run(context) {
    const { ours, original, latenciesMs, rounds } = SIZES[context.size];
    const measurements: Measurement[] = [];
    const comparisons: Comparison[] = [];
    for (const latencyMs of latenciesMs) {
      const theirs = await withOrganization(
        context,
        { ...original, latencyMs, keyHolders: 1 },
        ({ served }) => runOriginal(served),
      );
      const scaledMs = (theirs.readingMs / theirs.users) * ours.accounts * ours.users;
      const results: Round[] = [];
      for (let round = 0; round < rounds; round += 1) {
        results.push(await withOrganization(context, { ...ours, latencyMs }, runTwice));
      }
      const runs = compare(results, { latencyMs, scaledMs });
      const { readingMs: _, ...measurement } = theirs;
      measurements.push(named(measurement, latencyMs), ...runs.measurements);
      comparisons.push(...runs.comparisons);
    }
    return { measurements, comparisons };
  },
};

interface Round {
  readonly first: Measurement;
  readonly later: Measurement;
  readonly world: Pick<BenchWorld, 'served' | 'truth'>;
}

async function runTwice(world: BenchWorld): Promise<Round> {
  const first = await world.collector.run('first run');
  const later = await world.collector.run('later run');
  return { first, later, world };
}

function compare(
  rounds: readonly Round[],
  { latencyMs, scaledMs }: { readonly latencyMs: number; readonly scaledMs: number },
) {
  const first = inTheMiddle(rounds.map((round) => round.first));
  const later = inTheMiddle(rounds.map((round) => round.later));
  const world = rounds[0]?.world;
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
      ...(hasTarget && world !== undefined
        ? [callsPerAccount(world, first, true), callsPerAccount(world, later, false)]
        : []),
    ],
  };
}

function inTheMiddle(runs: readonly Measurement[]): Measurement {
  const sorted = runs.toSorted((one, other) => one.wallMs - other.wallMs);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('expected a round at least');
  return middle;
}

function named(measurement: Measurement, latencyMs: number): Measurement {
  return { ...measurement, name: `${measurement.name}, ${latencyMs} ms a call` };
}
