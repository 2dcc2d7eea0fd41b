import {
  type AccessKey,
  type Account,
  generateOrganization,
  type SimulationOptions,
  type User,
} from '../../src/simulation/index.ts';
import { type ExpectedAccount, type ExpectedReport, expectedCsv } from './expected-csv.ts';
import {
  COLLECTED_AT,
  NOW,
  type Published,
  type RunOptions,
  type SimulatedWorld,
  simulatedWorld,
} from './run-simulated.ts';

/** An organization of which one account only has users, those that a test makes. */
export interface OneAccount {
  readonly account: Account;
  readonly world: SimulatedWorld;
  /** Runs, and gives the one account of the manifest beside the rest. */
  collect(options?: RunOptions): Promise<Published & { readonly found: FoundAccount }>;
  /** The file as it must be. */
  expected(known?: Omit<ExpectedAccount, 'account'>): string;
}

type FoundAccount = Published['manifest']['accounts'][number];

/** Serves the users until the test is over. */
export async function oneAccount(
  makeUsers: (user: UserMaker) => readonly User[],
  simulated: SimulationOptions = {},
): Promise<OneAccount> {
  const organization = generateOrganization({
    seed: 'one account',
    accounts: 2,
    usersPerAccount: 0,
    now: NOW,
    reportStyle: { additionalColumn: false },
  });
  const account = organization.accounts.find(({ id }) => id !== organization.caller.accountId);
  if (account === undefined) throw new RangeError('expected two accounts');
  account.users = makeUsers((name, said) => userIn(account.id, name, said));
  const world = await simulatedWorld(organization, simulated);
  return {
    account,
    world,
    async collect(options) {
      const published = await world.collect(options);
      const found = published.manifest.accounts.find(({ accountId }) => accountId === account.id);
      if (found === undefined) throw new RangeError('the account is not in the manifest');
      return { ...published, found };
    },
    expected: (known = {}) => expectedCsv([{ account, ...known }], COLLECTED_AT),
  };
}

/** Lets the users be listed once, and not again. */
export function failSecondLists({ account, world }: OneAccount): void {
  world.simulation.setFaults(
    ['ListUsers', 'GetAccountAuthorizationDetails'].map((operation) => ({
      match: { accountId: account.id, operation },
      after: 1,
      effect: { kind: 'status', status: 500 } as const,
    })),
  );
}

/** Makes a user a year old that has nothing, but for what is said. */
export type UserMaker = (name: string, said?: Partial<User>) => User;

export function userIn(accountId: string, name: string, said: Partial<User> = {}): User {
  return {
    id: `AIDA${Buffer.from(name).toString('hex').toUpperCase().padEnd(17, '2')}`,
    name,
    path: '/',
    arn: `arn:aws:iam::${accountId}:user/${name}`,
    createdAt: A_YEAR_AGO,
    tags: [],
    groups: [],
    attachedPolicies: [],
    inlinePolicies: [],
    permissionsBoundary: null,
    password: null,
    deletedPasswordLastUsedAt: null,
    mfaDevices: [],
    accessKeys: [],
    signingCertificates: [],
    sshPublicKeys: [],
    serviceSpecificCredentials: [],
    ...said,
  };
}

export const A_YEAR_AGO = '2025-01-15T12:34:56Z';
export const A_MONTH_AGO = '2025-12-15T08:00:00Z';
export const AN_HOUR_AGO = '2026-01-15T11:34:56Z';

/** An active key, never used, but for what is said. */
export function keyOf(id: string, said: Partial<AccessKey> = {}): AccessKey {
  return {
    id: `AKIA${id.padEnd(16, '2')}`,
    status: 'Active',
    createdAt: A_MONTH_AGO,
    deactivatedAt: null,
    lastUse: null,
    ...said,
  };
}

export function usedAt(at: string): AccessKey['lastUse'] {
  return { at, service: 's3', region: 'N/A' };
}

export function passwordOf(
  createdAt: string,
  said: Partial<NonNullable<User['password']>> = {},
): NonNullable<User['password']> {
  return {
    createdAt,
    lastChangedAt: createdAt,
    lastUsedAt: null,
    nextRotationAt: null,
    resetRequired: false,
    ...said,
  };
}

export function deviceOf(enabledAt: string): User['mfaDevices'][number] {
  return { kind: 'virtual', serialNumber: 'arn:aws:iam::000000000000:mfa/device', enabledAt };
}

/** A report of this moment, in which the users are as they are now. */
export function reportNow({ users }: Account): ExpectedReport {
  return { at: '9999-12-31T23:59:59Z', users };
}
