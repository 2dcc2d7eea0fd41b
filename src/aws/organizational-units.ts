import {
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { allPages } from './pages.ts';
import { required } from './required.ts';

/** A unit or the root. */
export interface OrganizationalUnit {
  readonly id: string;
  readonly name: string;
  /** Ids from the root to the unit itself, joined by `/`. */
  readonly path: string;
}

/**
 * Walks the tree of the organization, one unit after the other: AWS allows five of these calls in a
 * second.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export async function fetchOrganizationalUnits(
  client: OrganizationsClient,
  signal: AbortSignal,
): Promise<readonly OrganizationalUnit[]> {
  const units: OrganizationalUnit[] = [];
  const waiting = [...(await fetchRoots(client, signal))];
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    units.push(unit);
    waiting.push(...(await fetchUnitsBelow(client, unit, signal)));
  }
  return units;
}

/** The path of the parent of every account, for where ListAccounts does not tell it. */
export async function fetchAccountPaths(
  client: OrganizationsClient,
  units: readonly OrganizationalUnit[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  for (const { id, path } of units) {
    for (const accountId of await fetchAccountIds(client, id, signal)) paths.set(accountId, path);
  }
  return paths;
}

async function fetchRoots(
  client: OrganizationsClient,
  abortSignal: AbortSignal,
): Promise<readonly OrganizationalUnit[]> {
  return allPages('ListRoots', async (marker) => {
    const answer = await client.send(new ListRootsCommand(tokenOf(marker)), { abortSignal });
    const items = required(answer.Roots, 'ListRoots', 'Roots').map((root) => {
      const id = required(root.Id, 'ListRoots', 'Id');
      return { id, name: required(root.Name, 'ListRoots', 'Name'), path: id };
    });
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
    const items = required(answer.Accounts, 'ListAccountsForParent', 'Accounts').map(({ Id }) =>
      required(Id, 'ListAccountsForParent', 'Id'),
    );
    return { items, next: answer.NextToken ?? null };
  });
}

async function fetchUnitsBelow(
  client: OrganizationsClient,
  parent: OrganizationalUnit,
  abortSignal: AbortSignal,
): Promise<readonly OrganizationalUnit[]> {
  const operation = 'ListOrganizationalUnitsForParent';
  return allPages(operation, async (marker) => {
    const command = new ListOrganizationalUnitsForParentCommand({
      ParentId: parent.id,
      ...tokenOf(marker),
    });
    const answer = await client.send(command, { abortSignal });
    const items = required(answer.OrganizationalUnits, operation, 'OrganizationalUnits').map(
      (unit) => {
        const id = required(unit.Id, operation, 'Id');
        return { id, name: required(unit.Name, operation, 'Name'), path: `${parent.path}/${id}` };
      },
    );
    return { items, next: answer.NextToken ?? null };
  });
}

function tokenOf(marker: string | null): { NextToken?: string } {
  return marker === null ? {} : { NextToken: marker };
}
