import type { BenchCase } from '../harness/bench-case.ts';
import type { Comparison, Measurement, SizeName } from '../harness/figures.ts';
import { type OrganizationSize, withOrganization } from '../harness/with-organization.ts';
import { callsPerAccount } from './calls-per-account.ts';

/** The smaller organization, and one of ten times as many accounts. */
const SIZES: Readonly<Record<SizeName, readonly OrganizationSize[]>> = {
  smoke: [
    { accounts: 1, users: 50, keyHolders: 0.1 },
    { accounts: 10, users: 50, keyHolders: 0.1 },
  ],
  full: [
    { accounts: 100, users: 1000, keyHolders: 0.1 },
    { accounts: 1000, users: 1000, keyHolders: 0.1 },
  ],
};

const MEMORY_MIB = 384;

export const manyUsers: BenchCase = {
  name: 'many-users',
  title: 'A hundred thousand users and a million: what grows with the number of accounts',
  async run(context) {
    const runs: { first: Measurement; later: Measurement; comparisons: readonly Comparison[] }[] =
      [];
    for (const size of SIZES[context.size]) {
      runs.push(
        await withOrganization(context, size, async (world) => {
          const of = `${size.accounts} × ${size.users}`;
          const first = await world.collector.run(`first run, ${of}`);
          const later = await world.collector.run(`later run, ${of}`);
          const comparisons = [
            callsPerAccount(world, first, true),
            callsPerAccount(world, later, false),
          ];
          return { first, later, comparisons };
        }),
      );
    }
    const [small, large] = runs;
    return {
      measurements: runs.flatMap(({ first, later }) => [first, later]),
      comparisons: [
        ...runs.flatMap(({ comparisons }) => comparisons),
        ...(small === undefined || large === undefined
          ? []
          : [
              ...memory('first run', small.first, large.first),
              ...memory('later run', small.later, large.later),
            ]),
      ],
    };
  },
};

function memory(name: string, small: Measurement, large: Measurement): readonly Comparison[] {
  const common = { name, measured: large.peakMiB, unit: 'MiB' };
  return [
    { ...common, target: 'peak memory', reference: MEMORY_MIB },
    { ...common, target: 'growth of memory', reference: small.peakMiB },
  ];
}
