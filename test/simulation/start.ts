import {
  type Account,
  generateOrganization,
  type OrganizationOptions,
  type Simulation,
  type SimulationOptions,
  startSimulation,
} from '../../src/simulation/index.ts';

/** A simulation of a small organization. The caller lives in the account of number 0. */
export async function startSmall(
  options: SimulationOptions = {},
  world: Partial<OrganizationOptions> = {},
): Promise<Simulation> {
  const organization = generateOrganization({
    seed: 'small',
    accounts: 3,
    usersPerAccount: 12,
    now: new Date(),
    ...world,
  });
  return await startSimulation(organization, options);
}

export function accountOf(simulation: Simulation, number: number): Account {
  const account = simulation.organization.accounts[number];
  if (account === undefined) throw new RangeError(`there is no account of number ${number}`);
  return account;
}
