import { onTestFinished } from 'vitest';
import { RETRY_POLICY } from '../../src/aws/backoff.ts';
import { type Connection, connect, TIMEOUTS } from '../../src/aws/connection.ts';
import {
  type Organization,
  type Simulation,
  type SimulationOptions,
  startSimulation,
} from '../../src/simulation/index.ts';

/** A connection to a simulated organization, both open until the test is over. */
export async function connectedTo(
  organization: Organization,
  options: SimulationOptions = {},
): Promise<{ readonly simulation: Simulation; readonly connection: Connection }> {
  const simulation = await startSimulation(organization, options);
  const connection = await connect({
    region: 'us-east-1',
    profile: null,
    credentials: simulation.callerCredentials,
    endpointOf: () => simulation.url,
    sockets: 10,
    retry: RETRY_POLICY,
    timeouts: TIMEOUTS,
  });
  onTestFinished(async () => {
    connection.close();
    await simulation.close();
  });
  return { simulation, connection };
}

export const NEVER = new AbortController().signal;
