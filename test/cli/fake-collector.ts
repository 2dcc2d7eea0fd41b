import type { CollectorFactory } from '../../src/cli/command-io.ts';
import type { Settings } from '../../src/settings/settings.ts';
import type { Collector, World } from '../../src/wiring.ts';
import { aDiagnosis, aPlan, runResult } from './literals.ts';

/** A factory of collectors that do what the test says, and the settings that it was given. */
export function fakeCollector(
  methods: (world: World) => Partial<Collector>,
): CollectorFactory & { readonly received: readonly Settings[] } {
  const received: Settings[] = [];
  const create: CollectorFactory = async (settings, world) => {
    received.push(settings);
    return {
      plan: async () => aPlan([]),
      collect: async () => runResult({}),
      resume: async () => runResult({}),
      diagnose: async () => aDiagnosis({}),
      ...methods(world),
    };
  };
  return Object.assign(create, { received });
}
