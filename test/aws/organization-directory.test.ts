import { describe, expect, it } from 'vitest';
import { createOrganizationDirectory } from '../../src/aws/organization-directory.ts';
import type { OrganizationNeed } from '../../src/model/account.ts';
import { generateOrganization, type SimulationOptions } from '../../src/simulation/index.ts';
import { connectedTo, NEVER } from './over-the-wire.ts';

const NOW = new Date('2026-01-15T12:34:56Z');

function organizationOf(accounts: number) {
  return generateOrganization({ seed: 'directory', accounts, usersPerAccount: 0, now: NOW });
}

async function list(
  options: SimulationOptions,
  { need = 'nothing', accounts = 25 }: { need?: OrganizationNeed; accounts?: number } = {},
) {
  const organization = organizationOf(accounts);
  const { simulation, connection } = await connectedTo(organization, options);
  const directory = createOrganizationDirectory(connection);
  const listing = await directory.listAccounts({ need }, NEVER);
  const truth = organization.accounts.map(({ id, name, state, organizationalUnitPath }) => ({
    accountId: id,
    accountName: name,
    state,
    organizationalUnitPath,
  }));
  return { listing, truth, organization, calls: simulation.calls };
}

const byId = (a: { accountId: string }, b: { accountId: string }) =>
  a.accountId.localeCompare(b.accountId);

describe('the accounts of an organization', () => {
  it('are listed in as few calls as AWS allows, with where they are and whose they are', async () => {
    const { listing, truth, organization, calls } = await list({}, { accounts: 45 });

    expect(listing.accounts.toSorted(byId)).toEqual(truth.toSorted(byId));
    expect(listing.organizationId).toBe(organization.id);
    expect(calls.byOperation()).toEqual({ 'organizations:ListAccounts': 3 });
  });

  it('have their state in the older field where AWS does not send the newer', async () => {
    const { listing, truth } = await list({ organizations: { state: false } });

    expect(listing.accounts.toSorted(byId)).toEqual(truth.toSorted(byId));
  });

  it('have a state that is not known where AWS sends neither', async () => {
    const { listing } = await list({ organizations: { state: false, status: false } });

    expect(new Set(listing.accounts.map(({ state }) => state))).toEqual(new Set([null]));
  });

  it('are looked for in the tree where their place decides and AWS does not tell it', async () => {
    const { listing, truth, organization } = await list(
      { organizations: { paths: false }, pages: { maximum: 2, empty: true } },
      { need: 'path' },
    );

    expect(listing.accounts.toSorted(byId)).toEqual(truth.toSorted(byId));
    expect(listing.organizationId).toBe(organization.id);
  });

  it('are not looked for in the tree where their place decides nothing', async () => {
    const { listing, calls } = await list({ organizations: { paths: false } });

    expect(listing.accounts.map(({ organizationalUnitPath }) => organizationalUnitPath)).toEqual(
      Array.from({ length: 25 }, () => null),
    );
    expect(calls.count('organizations:ListRoots')).toBe(0);
  });

  it.each([true, false])('have names of units if asked for, paths told: %s', async (paths) => {
    const { listing, truth, organization, calls } = await list(
      { organizations: { paths }, pages: { maximum: 2 } },
      { need: 'names' },
    );

    const units = organization.organizationalUnits.map(({ id, name }) => [id, name] as const);
    const names = new Map([[organization.rootId, 'Root'], ...units]);
    const named = truth.map((account) => ({
      ...account,
      organizationalUnitNames: account.organizationalUnitPath.split('/').map((id) => names.get(id)),
    }));
    expect(listing.accounts.toSorted(byId)).toEqual(named.toSorted(byId));
    expect(calls.count('organizations:ListRoots')).toBe(1);
    expect(calls.count('organizations:ListAccountsForParent') > 0).toBe(!paths);
  });

  it('cannot be listed outside of an organization', async () => {
    const listing = list({ organizations: { notInUse: true } });

    await expect(listing).rejects.toMatchObject({
      code: 'ORGANIZATION_NOT_IN_USE',
      operation: 'ListAccounts',
      remedy: 'Name the accounts with `--accounts`.',
    });
  });
});
