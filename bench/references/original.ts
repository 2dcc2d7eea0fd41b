/**
 * The calls of the program that this one replaces, in its manner: one account after the other, one
 * user after the other, seven calls for each, one in flight. What comes back is thrown away.
 *
 * Its parameters are the ids of the accounts; it prints how many users it read, and in how many
 * milliseconds without its own start.
 */
import {
  GetAccessKeyLastUsedCommand,
  GetLoginProfileCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
  ListGroupsForUserCommand,
  ListMFADevicesCommand,
  ListSigningCertificatesCommand,
  ListUserTagsCommand,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import { assumeRole, createSts, REGION } from './clients.ts';

const sts = createSts();
const startedAt = performance.now();
let users = 0;
for (const accountId of process.argv.slice(2)) users += await readAccount(accountId);
process.stdout.write(JSON.stringify({ users, readingMs: performance.now() - startedAt }));

async function readAccount(accountId: string): Promise<number> {
  const credentials = await assumeRole(sts, accountId);
  const { requestHandler } = sts.config;
  const client = new IAMClient({ region: REGION, credentials, requestHandler });
  await client.send(new ListAccountAliasesCommand({}));
  let read = 0;
  for await (const { Users = [] } of paginateListUsers({ client }, {})) {
    for (const { UserName = '' } of Users) await readUser(client, UserName);
    read += Users.length;
  }
  return read;
}

/** Without an access key the original ends the account with an error, so that every user has one. */
async function readUser(client: IAMClient, UserName: string): Promise<void> {
  await client.send(new ListUserTagsCommand({ UserName }));
  const { AccessKeyMetadata } = await client.send(new ListAccessKeysCommand({ UserName }));
  const AccessKeyId = AccessKeyMetadata?.[0]?.AccessKeyId;
  await client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
  await client.send(new ListMFADevicesCommand({ UserName }));
  await client.send(new GetLoginProfileCommand({ UserName })).catch(() => null);
  await client.send(new ListSigningCertificatesCommand({ UserName }));
  await client.send(new ListGroupsForUserCommand({ UserName }));
}
