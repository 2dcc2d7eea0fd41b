import {
  type Account,
  ListAccountsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { OrganizationAccount } from '../model/account.ts';
import { organizationIdOf, parseOrganizationPath } from '../organization/organization-path.ts';
import type { OrganizationDirectory, OrganizationListing } from '../ports.ts';
import { AS_CALLER, type Attempt, toCollectorError } from './aws-errors.ts';
import type { Connection } from './connection.ts';
import { governRequests } from './governor/govern-requests.ts';
import {
  fetchAccountPaths,
  fetchOrganizationalUnits,
  type OrganizationalUnit,
} from './organizational-units.ts';
import { allPages } from './pages.ts';
import { required } from './required.ts';

/** The most that ListAccounts gives at a time. */
const PAGE_SIZE = 20;

/** Lists the organization with ListAccounts alone, which also tells where each account is. */
export function createOrganizationDirectory(connection: Connection): OrganizationDirectory {
  return {
    async listAccounts({ need }, signal) {
      const client = new OrganizationsClient(connection.configFor('ORGANIZATIONS'));
      governRequests(client, {
        governor: connection.governor,
        service: 'ORGANIZATIONS',
        accountId: 'the organization',
        signal,
      });
      const accounts = await reading('list the accounts of the organization', signal, {
        operation: 'ListAccounts',
        read: () => fetchAccounts(client, signal),
      });
      const listing = toListing(accounts);
      const isTold = listing.accounts.every((account) => account.organizationalUnitPath !== null);
      if (need === 'nothing' || (need === 'path' && isTold)) return listing;
      return reading('read the organizational units of the organization', signal, {
        operation: 'ListOrganizationalUnitsForParent',
        deniedRemedy:
          'Allow organizations:ListRoots, organizations:ListOrganizationalUnitsForParent and ' +
          'organizations:ListAccountsForParent, or do without the columns and filters of ' +
          'organizational units.',
        read: async () => {
          const units = await fetchOrganizationalUnits(client, signal);
          const placed = isTold
            ? listing
            : withPaths(listing, await fetchAccountPaths(client, units, signal));
          return need === 'names' ? withNames(placed, units) : placed;
        },
      });
    },
  };
}

interface Reading<T> extends Pick<Attempt, 'operation' | 'deniedRemedy'> {
  readonly read: () => Promise<T>;
}

async function reading<T>(
  purpose: string,
  signal: AbortSignal,
  { read, ...attempt }: Reading<T>,
): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    signal.throwIfAborted();
    throw toCollectorError(thrown, {
      ...attempt,
      purpose,
      codes: { ...AS_CALLER, denied: 'ORGANIZATION_ACCESS_DENIED' },
    });
  }
}

async function fetchAccounts(
  client: OrganizationsClient,
  abortSignal: AbortSignal,
): Promise<readonly Account[]> {
  return allPages('ListAccounts', async (NextToken) => {
    const command = new ListAccountsCommand({
      MaxResults: PAGE_SIZE,
      ...(NextToken === null ? {} : { NextToken }),
    });
    const answer = await client.send(command, { abortSignal });
    const items = required(answer.Accounts, 'ListAccounts', 'Accounts');
    return { items, next: answer.NextToken ?? null };
  });
}

function toListing(accounts: readonly Account[]): OrganizationListing {
  const ids = accounts.map(({ Arn }) => organizationIdOf(Arn ?? ''));
  return {
    organizationId: ids.find((id) => id !== null) ?? null,
    accounts: accounts.map(toAccount),
  };
}

/** `State` replaces `Status`, which AWS has announced to retire on 2026-09-09; either may come. */
function toAccount(account: Account): OrganizationAccount {
  const paths = (account.Paths ?? []).map(parseOrganizationPath);
  return {
    accountId: required(account.Id, 'ListAccounts', 'Id'),
    accountName: account.Name ?? null,
    state: account.State ?? account.Status ?? null,
    organizationalUnitPath: paths.find((path) => path !== null)?.organizationalUnitPath ?? null,
  };
}

function withPaths(
  listing: OrganizationListing,
  paths: ReadonlyMap<string, string>,
): OrganizationListing {
  return {
    ...listing,
    accounts: listing.accounts.map((account) => ({
      ...account,
      organizationalUnitPath:
        account.organizationalUnitPath ?? paths.get(account.accountId) ?? null,
    })),
  };
}

function withNames(
  listing: OrganizationListing,
  units: readonly OrganizationalUnit[],
): OrganizationListing {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const namesOn = (path: string) => path.split('/').map((id) => names.get(id) ?? id);
  return {
    ...listing,
    accounts: listing.accounts.map((account) => {
      const { organizationalUnitPath: path } = account;
      return path === null ? account : { ...account, organizationalUnitNames: namesOn(path) };
    }),
  };
}
