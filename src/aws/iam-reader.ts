import { GetAccountSummaryCommand, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import type { AccountSummary, IamReader } from '../ports.ts';
import type { AccountSession } from './account-session.ts';
import {
  fetchAccessKeyLastUsed,
  fetchAccessKeys,
  fetchSigningCertificates,
} from './iam-credentials.ts';
import { fetchCredentialReport, generateCredentialReport } from './iam-report.ts';
import { fetchLoginProfile, fetchMfaDevices } from './iam-sign-in.ts';
import { fetchGroupNames, fetchTags, fetchUserDetails, fetchUsers } from './iam-users.ts';
import { required } from './required.ts';

/** Reads IAM through a session. */
export function createIamReader(session: AccountSession): IamReader {
  return {
    generateCredentialReport: () => generateCredentialReport(session),
    getCredentialReport: () => fetchCredentialReport(session),
    listUserDetails: () => fetchUserDetails(session),
    listUsers: () => fetchUsers(session),
    listUserTags: (userName) => fetchTags(session, userName),
    listGroupsForUser: (userName) => fetchGroupNames(session, userName),
    listAccessKeys: (userName) => fetchAccessKeys(session, userName),
    getAccessKeyLastUsed: (accessKeyId) => fetchAccessKeyLastUsed(session, accessKeyId),
    getLoginProfile: (userName) => fetchLoginProfile(session, userName),
    listMfaDevices: (userName) => fetchMfaDevices(session, userName),
    listSigningCertificates: (userName) => fetchSigningCertificates(session, userName),
    getAccountAlias: () => fetchAccountAlias(session),
    getAccountSummary: () => fetchAccountSummary(session),
    usage: session.usage,
  };
}

/** An account has one alias at most. */
async function fetchAccountAlias(session: AccountSession): Promise<string | null> {
  const answer = await session.call('ListAccountAliases', (client, options) =>
    client.send(new ListAccountAliasesCommand({}), options),
  );
  return answer.AccountAliases?.[0] ?? null;
}

async function fetchAccountSummary(session: AccountSession): Promise<AccountSummary> {
  const operation = 'GetAccountSummary';
  const answer = await session.call(operation, (client, options) =>
    client.send(new GetAccountSummaryCommand({}), options),
  );
  const summary: Readonly<Record<string, number>> = answer.SummaryMap ?? {};
  const isPresent = (name: string) => {
    const count = summary[name];
    return count === undefined ? null : count > 0;
  };
  return {
    users: required(summary.Users, operation, 'Users'),
    rootAccessKeys: summary.AccountAccessKeysPresent ?? null,
    rootMfa: isPresent('AccountMFAEnabled'),
    rootPassword: isPresent('AccountPasswordPresent'),
  };
}
