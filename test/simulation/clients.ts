import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Simulation } from '../../src/simulation/index.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What every client of a simulation is made with; one attempt, so that faults show. */
export function configuration(simulation: Simulation, credentials?: Credentials) {
  return {
    region: 'us-east-1',
    endpoint: simulation.url,
    credentials: credentials ?? simulation.callerCredentials,
    maxAttempts: 1,
  };
}

/** Assumes the collector role of an account. */
export async function assume(
  simulation: Simulation,
  accountId: string,
  input: { readonly ExternalId?: string; readonly Policy?: string } = {},
): Promise<Credentials> {
  const sts = new STSClient(configuration(simulation));
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/${simulation.organization.roleName}`,
      RoleSessionName: 'test',
      ...input,
    }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

/** A client of IAM in an account, by way of the collector role. */
export async function iamIn(simulation: Simulation, accountId: string): Promise<IAMClient> {
  return new IAMClient(configuration(simulation, await assume(simulation, accountId)));
}

export function organizationsOf(simulation: Simulation): OrganizationsClient {
  return new OrganizationsClient(configuration(simulation));
}
