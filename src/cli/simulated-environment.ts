import type { Simulation } from '../simulation/index.ts';

/** What an AWS client needs to talk to a simulation instead of AWS. */
export function simulatedEnvironment({
  url,
  callerCredentials,
}: Pick<Simulation, 'url' | 'callerCredentials'>): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: callerCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: callerCredentials.secretAccessKey,
    AWS_REGION: 'us-east-1',
  };
}
