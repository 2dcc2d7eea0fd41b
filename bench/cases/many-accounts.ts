import type { RateLimit } from '../../src/simulation/index.ts';
import type { BenchCase } from '../harness/bench-case.ts';
import type { SizeName } from '../harness/figures.ts';
import { type OrganizationSize, withOrganization } from '../harness/with-organization.ts';

const SIZES: Readonly<Record<SizeName, OrganizationSize>> = {
  smoke: { accounts: 30, users: 1 },
  full: { accounts: 5000, users: 4 },
};

/**
 * ListAccounts gives 20 accounts at a time.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const LIST_ACCOUNTS = { ratePerSecond: 8, burst: 12 };

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const STS = { ratePerSecond: 600, burst: 600 };

const LIMITS: readonly RateLimit[] = [
  { match: { service: 'organizations', operation: 'ListAccounts' }, ...LIST_ACCOUNTS },
  { match: { service: 'sts' }, ...STS },
];

export const manyAccounts: BenchCase = {
  name: 'many-accounts',
  title: 'Thousands of small accounts, AWS Organizations and STS at their published rates',
  run: (context) => {
    const size = SIZES[context.size];
    const limits = [{ afterMs: 0, limits: LIMITS }];
    return withOrganization(context, { ...size, limits }, async ({ collector }) => {
      const first = await collector.run('first run');
      const { name, wallMs: measured } = first;
      const reference = boundMs(size.accounts);
      return {
        measurements: [first],
        comparisons:
          reference === 0 ? [] : [{ target: null, name, measured, reference, unit: 'ms' }],
      };
    });
  },
};

/** The list alone, and then the roles: which accounts there are is known when the list is whole. */
function boundMs(accounts: number): number {
  const list = Math.max(0, Math.ceil(accounts / 20) - LIST_ACCOUNTS.burst);
  const roles = Math.max(0, accounts - STS.burst);
  return (list / LIST_ACCOUNTS.ratePerSecond + roles / STS.ratePerSecond) * 1000;
}
