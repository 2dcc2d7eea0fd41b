import type { State } from '../../runtime/state.ts';
import type { Account } from '../../world/account.ts';
import type { Answer, OrganizationsCall } from './call.ts';
import { answerPage } from './paging.ts';
import { parentOf } from './tree.ts';

/** Every account, the closed ones too, 20 a page at most. */
export function listAccounts(call: OrganizationsCall): Answer {
  return accountPage(call, call.state.organization.accounts, 'ListAccounts');
}

/** The accounts directly below a root or a unit. */
export function listAccountsForParent(call: OrganizationsCall): Answer {
  const parent = String(call.input.ParentId);
  const accounts = call.state.organization.accounts.filter((one) => parentOf(one) === parent);
  return accountPage(call, accounts, `ListAccountsForParent/${parent}`);
}

/** May be asked from any member account. */
export function describeOrganization({ state }: OrganizationsCall): Answer {
  const { id, managementAccountId } = state.organization;
  const management = state.account(managementAccountId);
  return {
    Organization: {
      Id: id,
      Arn: `arn:aws:organizations::${managementAccountId}:organization/${id}`,
      FeatureSet: 'ALL',
      MasterAccountId: managementAccountId,
      MasterAccountArn: accountArn(state, managementAccountId),
      MasterAccountEmail: management?.email,
    },
  };
}

function accountPage(
  call: OrganizationsCall,
  accounts: readonly Account[],
  binding: string,
): Answer {
  const { items, nextToken } = answerPage(call, accounts, binding);
  return {
    Accounts: items.map((account) => renderAccount(call.state, account)),
    ...nextToken,
  };
}

/** `Status` knows fewer states than `State`, and a closed account is SUSPENDED to it. */
function renderAccount(state: State, account: Account): Answer {
  const { organizations } = state.behaviour;
  const { id } = state.organization;
  return {
    Id: account.id,
    Arn: accountArn(state, account.id),
    Email: account.email,
    Name: account.name,
    ...(organizations.status ? { Status: statusOf(account) } : {}),
    ...(organizations.state ? { State: account.state } : {}),
    ...(organizations.paths
      ? { Paths: [`${id}/${account.organizationalUnitPath}/${account.id}/`] }
      : {}),
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: Date.parse(account.joinedAt) / 1000,
  };
}

function statusOf({ state }: Account): string {
  return state === 'CLOSED' ? 'SUSPENDED' : state;
}

function accountArn({ organization }: State, accountId: string): string {
  const { id, managementAccountId } = organization;
  return `arn:aws:organizations::${managementAccountId}:account/${id}/${accountId}`;
}
