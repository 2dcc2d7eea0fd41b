import { readFaultRules } from './faults/read-rules.ts';
import { type Simulation, startSimulation } from './simulation.ts';
import { demoOrganization } from './world/demo/organization.ts';
import { generateOrganization } from './world/generate.ts';
import type { Organization } from './world/organization.ts';

/** What can be said on a command line. */
export interface SimulateOptions {
  /** @defaultValue 0: any that is free */
  readonly port?: number;
  /** @defaultValue `simulation` */
  readonly seed?: string;
  /** How many accounts. @defaultValue the organization of the demo */
  readonly accounts?: number;
  /** Users in each account. @defaultValue 20 */
  readonly users?: number;
  /** @defaultValue the present */
  readonly now?: Date;
  /** A bucket in the caller's account, to begin with. */
  readonly bucket?: string;
  /** Rules as `JSON.parse` gives them; a `TypeError` says what is wrong with them. */
  readonly faults?: unknown;
  readonly latencyMs?: number;
  /** No page of IAM or AWS Organizations holds more. */
  readonly pageSize?: number;
  /** How long a credential report takes. */
  readonly reportTakesMs?: number;
}

/** Starts a simulation from plain values. */
export async function simulate(options: SimulateOptions = {}): Promise<Simulation> {
  const simulation = await startSimulation(organizationOf(options), {
    port: options.port ?? 0,
    faults: readFaultRules(options.faults ?? []),
    latencyMs: options.latencyMs ?? 0,
    pages: { maximum: options.pageSize ?? null },
    report: { polls: 0, takesMs: options.reportTakesMs ?? 0 },
  });
  if (options.bucket !== undefined) {
    const owner = simulation.organization.caller.accountId;
    simulation.s3.createBucket(options.bucket, { owner });
  }
  return simulation;
}

/** The environment variables with which any AWS client talks to the simulation, as its caller. */
export function environmentOf(simulation: Simulation): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: simulation.url,
    AWS_ACCESS_KEY_ID: simulation.callerCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: simulation.callerCredentials.secretAccessKey,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
  };
}

function organizationOf(options: SimulateOptions): Organization {
  const now = options.now ?? new Date();
  if (options.accounts === undefined) return demoOrganization(now);
  return generateOrganization({
    seed: options.seed ?? 'simulation',
    accounts: options.accounts,
    usersPerAccount: options.users ?? 20,
    now,
  });
}
