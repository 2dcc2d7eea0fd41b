import type { BenchCase } from '../harness/bench-case.ts';
import type { Measurement, SizeName } from '../harness/figures.ts';
import { type OrganizationSize, withOrganization } from '../harness/with-organization.ts';

/** The calls and reports of the page about cost and sizes, `scripts/lib/sizes/assumptions.ts`. */
const LIKE_AWS = { latencyMs: 100, reportTakesMs: 5_000 };

const SIZES: Readonly<Record<SizeName, readonly OrganizationSize[]>> = {
  smoke: [{ accounts: 3, users: 20, latencyMs: 5, reportTakesMs: 300 }],
  full: [
    { accounts: 20, users: 100, ...LIKE_AWS },
    { accounts: 100, users: 50, ...LIKE_AWS },
    { accounts: 500, users: 20, ...LIKE_AWS },
  ],
};

/** Organizations of the page about cost and sizes, whose estimates can so be held against them. */
export const nearAws: BenchCase = {
  name: 'near-aws',
  title: 'Calls that take 100 ms and reports that take 5 s, as is assumed of AWS',
  async run(context) {
    const measurements: Measurement[] = [];
    for (const size of SIZES[context.size]) {
      const first = await withOrganization(context, size, ({ collector }) =>
        collector.run(`first run, ${size.accounts} × ${size.users} users`),
      );
      measurements.push(first);
    }
    return { measurements, comparisons: [] };
  },
};
