import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

/** What the references share: a handler with the collector's number of connections. */
export function createSts(): STSClient {
  const agent = { keepAlive: true, maxSockets: CONCURRENCY * SOCKETS_PER_ACCOUNT };
  return new STSClient({ region: REGION, requestHandler: { httpAgent: agent } });
}

export async function assumeRole(sts: STSClient, accountId: string) {
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/iam-user-data-collector`,
      RoleSessionName: 'bench',
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new TypeError('no credentials');
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
}

export const REGION = 'us-east-1';

/** As the collector has them by default. */
export const CONCURRENCY = 16;
const SOCKETS_PER_ACCOUNT = 6;
