import { GetAccountSummaryCommand, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import type { AccountSummary, IamReader } from '../ports.ts';
import type { AccountSession } from './account-session.ts';
import {
  fetchAccessKeyLastUsed,
  fetchAccessKeys,
  fetchServiceSpecificCredentials,
  fetchSigningCertificates,
  fetchSshPublicKeys,
} from './iam-credentials.ts';
import { fetchList } from './iam-pages.ts';
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
    listSshPublicKeys: (userName) => fetchSshPublicKeys(session, userName),
    listServiceSpecificCredentials: () => fetchServiceSpecificCredentials(session),
    getAccountAlias: () => fetchAccountAlias(session),
    getAccountSummary: () => fetchAccountSummary(session),
  };
}

/** An account has one alias at most, which need not be on the first page. */
async function fetchAccountAlias(session: AccountSession): Promise<string | null> {
  const aliases = await fetchList(session, {
    operation: 'ListAccountAliases',
    send: (client, paging, options) => client.send(new ListAccountAliasesCommand(paging), options),
    items: (answer) => required(answer.AccountAliases, 'ListAccountAliases', 'AccountAliases'),
  });
  return aliases[0] ?? null;
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
