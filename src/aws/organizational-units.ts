import {
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { allPages } from './pages.ts';
import { required } from './required.ts';

/**
 * Walks the tree of the organization, for where ListAccounts does not tell the place of accounts.
 * One unit after the other: AWS allows five of these calls in a second.
 *
 * @returns For each account id the ids from the root to its parent, joined by `/`.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export async function fetchOrganizationalUnitPaths(
  client: OrganizationsClient,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  const waiting = [...(await fetchRoots(client, signal))];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const parentId = path.slice(path.lastIndexOf('/') + 1);
    for (const accountId of await fetchAccountIds(client, parentId, signal)) {
      paths.set(accountId, path);
    }
    for (const unitId of await fetchUnitIds(client, parentId, signal)) {
      waiting.push(`${path}/${unitId}`);
    }
  }
  return paths;
}

async function fetchRoots(
  client: OrganizationsClient,
  abortSignal: AbortSignal,
): Promise<readonly string[]> {
  return allPages('ListRoots', async (marker) => {
    const answer = await client.send(new ListRootsCommand(tokenOf(marker)), { abortSignal });
    const items = (answer.Roots ?? []).map(({ Id }) => required(Id, 'ListRoots', 'Id'));
    return { items, next: answer.NextToken ?? null };
  });
}

async function fetchAccountIds(
  client: OrganizationsClient,
  ParentId: string,
  abortSignal: AbortSignal,
): Promise<readonly string[]> {
  return allPages('ListAccountsForParent', async (marker) => {
    const command = new ListAccountsForParentCommand({ ParentId, ...tokenOf(marker) });
    const answer = await client.send(command, { abortSignal });
    const items = (answer.Accounts ?? []).map(({ Id }) =>
      required(Id, 'ListAccountsForParent', 'Id'),
    );
    return { items, next: answer.NextToken ?? null };
  });
}

async function fetchUnitIds(
  client: OrganizationsClient,
  ParentId: string,
  abortSignal: AbortSignal,
): Promise<readonly string[]> {
  return allPages('ListOrganizationalUnitsForParent', async (marker) => {
    const command = new ListOrganizationalUnitsForParentCommand({ ParentId, ...tokenOf(marker) });
    const answer = await client.send(command, { abortSignal });
    const items = (answer.OrganizationalUnits ?? []).map(({ Id }) =>
      required(Id, 'ListOrganizationalUnitsForParent', 'Id'),
    );
    return { items, next: answer.NextToken ?? null };
  });
}

function tokenOf(marker: string | null): { NextToken?: string } {
  return marker === null ? {} : { NextToken: marker };
}
