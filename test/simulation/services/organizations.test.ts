import {
  type Account,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
  OrganizationsClient,
  paginateListAccounts,
  paginateListAccountsForParent,
} from '@aws-sdk/client-organizations';
import { afterEach, describe, expect, test } from 'vitest';
import {
  demoOrganization,
  generateOrganization,
  type Simulation,
  type SimulationOptions,
  startSimulation,
} from '../../../src/simulation/index.ts';
import { Random } from '../../../src/simulation/world/random.ts';
import { EVERYTHING, makeRole, trustOf } from '../../../src/simulation/world/roles.ts';
import { assume, configuration, organizationsOf } from '../clients.ts';

const NOW = new Date('2026-11-22T10:20:30Z');
const running: Simulation[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulation) => simulation.close()));
});

async function startDemo(options: SimulationOptions = {}): Promise<Simulation> {
  const simulation = await startSimulation(demoOrganization(NOW), options);
  running.push(simulation);
  return simulation;
}

describe('ListAccounts', () => {
  test('tells the state, the status and the path of every account', async () => {
    const simulation = await startDemo();

    const Accounts: Account[] = [];
    for await (const page of paginateListAccounts({ client: organizationsOf(simulation) }, {})) {
      Accounts.push(...(page.Accounts ?? []));
    }

    expect(Accounts.map(({ Id, Name, State, Paths }) => [Id, Name, State, Paths])).toEqual(
      simulation.organization.accounts.map(({ id, name, state, organizationalUnitPath }) => [
        id,
        name,
        state,
        [`o-demo0a1b2c/${organizationalUnitPath}/${id}/`],
      ]),
    );
    expect(Accounts.find(({ State }) => State === 'CLOSED')?.Status).toBe('SUSPENDED');
  });

  test('gives 20 accounts a page at most', async () => {
    const organization = generateOrganization({
      seed: 'a',
      accounts: 45,
      usersPerAccount: 0,
      now: NOW,
    });
    const simulation = await startSimulation(organization);
    running.push(simulation);
    const pages = paginateListAccounts({ client: organizationsOf(simulation) }, {});

    const sizes = [];
    for await (const { Accounts } of pages) sizes.push(Accounts?.length);

    expect(sizes).toEqual([20, 20, 5]);
    await expect(
      organizationsOf(simulation).send(new ListAccountsCommand({ MaxResults: 21 })),
    ).rejects.toMatchObject({ name: 'InvalidInputException' });
  });

  test('can leave out what AWS may not tell', async () => {
    const simulation = await startDemo({ organizations: { paths: false, state: false } });

    const { Accounts } = await organizationsOf(simulation).send(new ListAccountsCommand({}));

    expect(Accounts?.[0]?.Status).toBe('ACTIVE');
    expect(Accounts?.[0]).not.toHaveProperty('State');
    expect(Accounts?.[0]).not.toHaveProperty('Paths');
  });

  test('is refused to an account that is no administrator, unlike DescribeOrganization', async () => {
    const simulation = await startDemo();
    const member = simulation.account('482930175566');
    const role = makeRole(new Random('a'), {
      accountId: member.id,
      name: simulation.organization.roleName,
      trustPolicy: trustOf(simulation.organization.caller.accountId, 'o-demo0a1b2c', null),
      policies: [EVERYTHING],
    });
    member.roles = [role];
    const credentials = await assume(simulation, member.id);
    const client = new OrganizationsClient(configuration(simulation, credentials));

    const { Organization } = await client.send(new DescribeOrganizationCommand({}));

    expect(Organization).toMatchObject({ Id: 'o-demo0a1b2c', MasterAccountId: '100000000001' });
    await expect(client.send(new ListAccountsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  test('fails where there is no organization', async () => {
    const simulation = await startDemo({ organizations: { notInUse: true } });

    await expect(
      organizationsOf(simulation).send(new ListAccountsCommand({})),
    ).rejects.toMatchObject({ name: 'AWSOrganizationsNotInUseException' });
  });

  test('refuses a token of another list', async () => {
    const simulation = await startDemo({ pages: { maximum: 2 } });
    const client = organizationsOf(simulation);
    const { NextToken } = await client.send(
      new ListAccountsForParentCommand({ ParentId: 'ou-demo-produc7n' }),
    );

    await expect(client.send(new ListAccountsCommand({ NextToken }))).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
  });
});

describe('the tree of an organization', () => {
  test('leads from the root to every account', async () => {
    const simulation = await startDemo();
    const client = organizationsOf(simulation);
    const found: string[] = [];
    const walk = async (parentId: string): Promise<void> => {
      for await (const page of paginateListAccountsForParent({ client }, { ParentId: parentId })) {
        found.push(...(page.Accounts ?? []).map(({ Id }) => `${parentId} ${Id}`));
      }
      const { OrganizationalUnits } = await client.send(
        new ListOrganizationalUnitsForParentCommand({ ParentId: parentId }),
      );
      for (const { Id } of OrganizationalUnits ?? []) await walk(Id ?? '');
    };

    const { Roots } = await client.send(new ListRootsCommand({}));
    await walk(Roots?.[0]?.Id ?? '');

    expect([...found].sort()).toEqual(
      simulation.organization.accounts
        .map(
          ({ id, organizationalUnitPath }) => `${organizationalUnitPath.split('/').at(-1)} ${id}`,
        )
        .sort(),
    );
  });

  test('leads from an account to its parent', async () => {
    const client = organizationsOf(await startDemo());

    const unit = await client.send(new ListParentsCommand({ ChildId: '482930175566' }));
    const root = await client.send(new ListParentsCommand({ ChildId: '100000000001' }));

    expect(unit.Parents).toEqual([{ Id: 'ou-demo-produc7n', Type: 'ORGANIZATIONAL_UNIT' }]);
    expect(root.Parents).toEqual([{ Id: 'r-demo', Type: 'ROOT' }]);
  });
});
