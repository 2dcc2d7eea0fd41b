import type { BenchCase } from '../harness/bench-case.ts';
import type { Comparison, Measurement, SizeName } from '../harness/figures.ts';
import { runSdkAlone } from '../harness/references.ts';
import { type OrganizationSize, withOrganization } from '../harness/with-organization.ts';

/** Large pages, whose XML takes the time, and small ones, where it is the calls. */
const SIZES: Readonly<Record<SizeName, readonly OrganizationSize[]>> = {
  smoke: [{ accounts: 4, users: 50 }],
  full: [
    { accounts: 50, users: 1000 },
    { accounts: 500, users: 20 },
  ],
};

export const processorTime: BenchCase = {
  name: 'processor-time',
  title: 'The whole of a later run beside the SDK alone, which throws the same answers away',
  async run(context) {
    const measurements: Measurement[] = [];
    const comparisons: Comparison[] = [];
    for (const size of SIZES[context.size]) {
      const of = `${size.accounts} × ${size.users} users`;
      const [later, alone] = await withOrganization(
        context,
        size,
        async ({ collector, served }) => {
          // Fills the run store, and lets IAM make the reports that both then find.
          await collector.run('first run');
          return [await collector.run(`later run, ${of}`), await runSdkAlone(served)] as const;
        },
      );
      measurements.push(later, { ...alone, name: `SDK alone, ${of}` });
      comparisons.push({
        target: 'processor time of a later run',
        name: of,
        measured: later.cpuMs,
        reference: alone.cpuMs,
        unit: 'ms',
      });
    }
    return { measurements, comparisons };
  },
};
