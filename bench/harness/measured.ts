import type { Measurement } from './figures.ts';
import type { ProgramEnd } from './run-program.ts';
import type { ServedOrganization } from './simulation.ts';

/** What the data of a run came to. */
export type Yield = Pick<Measurement, 'users' | 'bytes'>;

/** Runs a program against an organization, and puts its figures beside the simulation's. */
export async function measured(
  name: string,
  served: ServedOrganization,
  run: () => Promise<{ readonly end: ProgramEnd; readonly yielded: Yield }>,
): Promise<Measurement> {
  await served.ask('reset');
  const before = await served.ask('calls');
  const { end, yielded } = await run();
  const { calls, throttles, cpuMs } = await served.ask('calls');
  return {
    name,
    ...end.figures,
    ...yielded,
    calls,
    throttles,
    simulationCpuMs: cpuMs - before.cpuMs,
  };
}
