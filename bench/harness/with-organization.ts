import type { CaseContext } from './bench-case.ts';
import { type Collector, openCollector } from './collector.ts';
import { type ServedOrganization, serve } from './simulation.ts';
import type { SimulationSetting, Truth } from './simulation-messages.ts';

/** An organization that is served, what it holds, and a collector that has not read it yet. */
export interface BenchWorld {
  readonly served: ServedOrganization;
  readonly truth: Truth;
  readonly collector: Collector;
}

/** What a case leaves at its usual value may be left out. */
export interface OrganizationSize {
  readonly accounts: number;
  readonly users: number;
  /** Share of users that hold access keys. @defaultValue 0.4 */
  readonly keyHolders?: number;
  /** @defaultValue 0 */
  readonly latencyMs?: number;
  /** How long a credential report takes. @defaultValue 0 */
  readonly reportTakesMs?: number;
  /** @defaultValue none */
  readonly limits?: SimulationSetting['limits'];
}

export async function withOrganization<T>(
  { profileTo }: CaseContext,
  size: OrganizationSize,
  work: (world: BenchWorld) => Promise<T>,
): Promise<T> {
  const served = await serve(settingOf(size));
  try {
    const truth = await served.ask('truth');
    const collector = await openCollector({ served, truth, profileTo });
    try {
      return await work({ served, truth, collector });
    } finally {
      await collector.close();
    }
  } finally {
    await served.close();
  }
}

function settingOf(size: OrganizationSize): SimulationSetting {
  return {
    organization: {
      seed: 'bench',
      accounts: size.accounts,
      usersPerAccount: size.users,
      shares: { accessKeys: size.keyHolders ?? 0.4, keysOfOneSecond: 0 },
    },
    behaviour: {
      latencyMs: size.latencyMs ?? 0,
      report: { polls: 0, takesMs: size.reportTakesMs ?? 0 },
    },
    limits: size.limits ?? [],
  };
}
