import type { BenchCase } from '../harness/bench-case.ts';
import type { SizeName } from '../harness/figures.ts';
import { type OrganizationSize, withOrganization } from '../harness/with-organization.ts';
import { callsPerAccount } from './calls-per-account.ts';

/** 5,000 users are the most that IAM allows in one account. */
const SIZES: Readonly<Record<SizeName, OrganizationSize>> = {
  smoke: { accounts: 1, users: 100 },
  full: { accounts: 1, users: 5000 },
};

export const oneAccount: BenchCase = {
  name: 'one-account',
  title: 'One account with as many users as IAM allows',
  run: (context) =>
    withOrganization(context, SIZES[context.size], async (world) => {
      const first = await world.collector.run('first run');
      const later = await world.collector.run('later run');
      return {
        measurements: [first, later],
        comparisons: [callsPerAccount(world, first, true), callsPerAccount(world, later, false)],
      };
    }),
};
