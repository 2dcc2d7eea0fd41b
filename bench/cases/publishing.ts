import type { BenchCase } from '../harness/bench-case.ts';
import type { Measurement, SizeName } from '../harness/figures.ts';
import { type OrganizationSize, withOrganization } from '../harness/with-organization.ts';

/** Large accounts, whose rows take the time, and small ones, where it is the parts. */
const SIZES: Readonly<Record<SizeName, readonly OrganizationSize[]>> = {
  smoke: [{ accounts: 3, users: 20 }],
  full: [
    { accounts: 100, users: 1000, keyHolders: 0.1 },
    { accounts: 1000, users: 20 },
  ],
};

export const publishing: BenchCase = {
  name: 'publishing',
  title: 'Publishing alone: every part is there, and nothing is read from AWS',
  async run(context) {
    const measurements: Measurement[] = [];
    for (const size of SIZES[context.size]) {
      const publishAgain = await withOrganization(context, size, async ({ collector }) => {
        await collector.run('first run');
        return collector.publishAgain(`publishing, ${size.accounts} × ${size.users} users`);
      });
      measurements.push(publishAgain);
    }
    return { measurements, comparisons: [] };
  },
};
