import type { BenchCase, CaseContext } from '../harness/bench-case.ts';
import {
  type Comparison,
  type Measurement,
  type SizeName,
  totalCalls,
} from '../harness/figures.ts';
import type { TimedLimits } from '../harness/simulation-messages.ts';
import { withOrganization } from '../harness/with-organization.ts';
import { type Rate, timeAllowedMs } from './time-allowed.ts';

/** A bucket for all calls of IAM, and an organization that takes some time at its rate. */
interface Bucket {
  readonly name: string;
  /** In the order of their times; the first begins at 0. */
  readonly rates: readonly Rate[];
  readonly accounts: number;
  readonly users: number;
}

const BUCKETS: Readonly<Record<SizeName, readonly Bucket[]>> = {
  smoke: [
    {
      name: '20, then 60 per second',
      rates: [...steady(20), { afterMs: 500, perSecond: 60 }],
      accounts: 3,
      users: 20,
    },
  ],
  full: [
    { name: '5 per second', rates: steady(5), accounts: 5, users: 100 },
    { name: '20 per second', rates: steady(20), accounts: 20, users: 100 },
    { name: '100 per second', rates: steady(100), accounts: 100, users: 100 },
    {
      name: '50, then 5, then 50 per second',
      rates: [...steady(50), { afterMs: 15_000, perSecond: 5 }, { afterMs: 35_000, perSecond: 50 }],
      accounts: 40,
      users: 100,
    },
  ],
};

export const tokenBuckets: BenchCase = {
  name: 'token-buckets',
  title: 'Limits that nobody told it of, with the same settings for all',
  async run(context) {
    const measurements: Measurement[] = [];
    const comparisons: Comparison[] = [];
    for (const bucket of BUCKETS[context.size]) {
      const measurement = await runWith(bucket, context);
      measurements.push(measurement);
      comparisons.push({
        target: 'token bucket',
        name: bucket.name,
        measured: measurement.wallMs,
        reference: timeAllowedMs(admittedByIam(measurement), bucket.rates),
        unit: 'ms',
      });
    }
    return { measurements, comparisons };
  },
};

function runWith({ name, rates, accounts, users }: Bucket, context: CaseContext) {
  const limits = rates.map(toLimits);
  return withOrganization(context, { accounts, users, limits }, ({ collector }) =>
    collector.run(name),
  );
}

function steady(perSecond: number): readonly Rate[] {
  return [{ afterMs: 0, perSecond }];
}

/** A burst of one second's worth. */
function toLimits({ afterMs, perSecond }: Rate): TimedLimits {
  const limit = { match: { service: 'iam' as const }, ratePerSecond: perSecond, burst: perSecond };
  return { afterMs, limits: [limit] };
}

/** A call that was refused cost no token. */
function admittedByIam({ calls, throttles }: Measurement): number {
  const ofIam = Object.entries(calls).filter(([operation]) => operation.startsWith('iam:'));
  return totalCalls(Object.fromEntries(ofIam)) - throttles;
}
