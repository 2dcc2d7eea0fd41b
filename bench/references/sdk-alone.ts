/**
 * The calls of a later run and nothing else: what comes back is thrown away. Whoever asks AWS for
 * this with the SDK pays that much.
 *
 * It prints how many users it was shown.
 */
import {
  GenerateCredentialReportCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  IAMClient,
  ListAccountAliasesCommand,
  paginateGetAccountAuthorizationDetails,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import { OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import pMap from 'p-map';
import { assumeRole, CONCURRENCY, createSts, REGION } from './clients.ts';

const sts = createSts();
const { requestHandler } = sts.config;
await sts.send(new GetCallerIdentityCommand({}));
const counts = await pMap(await accountIds(), readAccount, { concurrency: CONCURRENCY });
process.stdout.write(JSON.stringify({ users: counts.reduce((total, count) => total + count, 0) }));

async function accountIds(): Promise<readonly string[]> {
  const client = new OrganizationsClient({ region: REGION, requestHandler });
  const ids: string[] = [];
  for await (const { Accounts = [] } of paginateListAccounts({ client }, { MaxResults: 20 })) {
    ids.push(...Accounts.map(({ Id = '' }) => Id));
  }
  return ids;
}

async function readAccount(accountId: string): Promise<number> {
  const credentials = await assumeRole(sts, accountId);
  const client = new IAMClient({ region: REGION, credentials, requestHandler });
  const [users] = await Promise.all([
    countUsers(client),
    readDetails(client),
    client.send(new GenerateCredentialReportCommand({})),
    client.send(new ListAccountAliasesCommand({ MaxItems: 1000 })),
    client.send(new GetAccountSummaryCommand({})),
  ]);
  await client.send(new GetCredentialReportCommand({}));
  return users;
}

async function countUsers(client: IAMClient): Promise<number> {
  let count = 0;
  for await (const { Users = [] } of paginateListUsers({ client }, { MaxItems: 1000 })) {
    count += Users.length;
  }
  return count;
}

async function readDetails(client: IAMClient): Promise<void> {
  const input = { Filter: ['User' as const], MaxItems: 1000 };
  for await (const page of paginateGetAccountAuthorizationDetails({ client }, input)) void page;
}
