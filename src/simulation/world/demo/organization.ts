import type { PolicyDocument } from '../../policy/document.ts';
import type { Account, Role } from '../account.ts';
import { generateAccount } from '../account-generator.ts';
import { DEFAULT_SHARES } from '../generate.ts';
import { compareNames } from '../order.ts';
import type { Organization, OrganizationalUnit } from '../organization.ts';
import { Random } from '../random.ts';
import { EVERYTHING, makeRole, READS, trustOf } from '../roles.ts';
import { type Timestamp, toTimestamp } from '../timestamp.ts';
import type { User } from '../user.ts';
import {
  DEMO_ACCOUNTS,
  type DemoAccount,
  MANAGEMENT_ACCOUNT_ID,
  TOOLING_ACCOUNT_ID,
} from './accounts.ts';
import { bedrockUsers } from './bedrock.ts';
import { usersWithOddCredentials } from './odd-credentials.ts';
import { oddlyNamedUsers } from './odd-names.ts';
import { staleReport, staleReportTime, usersChangedSinceReport } from './stale-report.ts';
import type { Place } from './user.ts';

/**
 * The organization of the demo: 46 accounts, among them one of every kind that a run can meet. The same for the same instant.
 */
export function demoOrganization(now: Date): Organization {
  const instant = toTimestamp(now.getTime());
  return {
    seed: SEED,
    id: ORGANIZATION_ID,
    rootId: ROOT_ID,
    partition: 'aws',
    managementAccountId: MANAGEMENT_ACCOUNT_ID,
    delegatedAdministrators: [TOOLING_ACCOUNT_ID],
    organizationalUnits: UNITS,
    accounts: DEMO_ACCOUNTS.map((account) => makeAccount(account, instant)),
    caller: {
      accountId: TOOLING_ACCOUNT_ID,
      roleName: CALLER_ROLE,
      sessionName: 'demo',
      accessKeyId: 'AKIADEMODEMODEMODEMO',
      secretAccessKey: 'the-simulation-does-not-check-signatures',
    },
    roleName: ROLE_NAME,
    externalId: null,
  };
}

const SEED = 'demo';
const ORGANIZATION_ID = 'o-demo0a1b2c';
const ROOT_ID = 'r-demo';
const ROLE_NAME = 'iam-user-data-collector';
const CALLER_ROLE = 'security-operator';

const UNITS: readonly OrganizationalUnit[] = [
  { id: 'ou-demo-secur1ty', name: 'Security', parentId: ROOT_ID },
  { id: 'ou-demo-w0rkl0ad', name: 'Workloads', parentId: ROOT_ID },
  { id: 'ou-demo-produc7n', name: 'Production', parentId: 'ou-demo-w0rkl0ad' },
  { id: 'ou-demo-devel0pm', name: 'Development', parentId: 'ou-demo-w0rkl0ad' },
  { id: 'ou-demo-sandb0x1', name: 'Sandbox', parentId: ROOT_ID },
  { id: 'ou-demo-suspend1', name: 'Suspended', parentId: ROOT_ID },
];

function makeAccount(demo: DemoAccount, now: Timestamp): Account {
  const stale = demo.handMade === 'stale report';
  const account = generateAccount({
    seed: SEED,
    id: demo.id,
    name: demo.name,
    // Nothing of a generated user is newer than a report that exists already.
    now: stale ? staleReportTime(now) : now,
    organizationalUnitPath: pathOf(UNITS.find(({ name }) => name === demo.unit)),
    users: demo.users,
    shares: DEFAULT_SHARES,
    roles: rolesOf(demo),
  });
  const place = { accountId: demo.id, now };
  const handMade = demo.handMade === undefined ? [] : HAND_MADE[demo.handMade](place);
  account.state = demo.state ?? 'ACTIVE';
  account.users = [...account.users, ...handMade].sort(compareNames);
  if (stale) account.report = { ...account.report, existing: staleReport(place) };
  return account;
}

/** Ids from the root down to the unit. */
function pathOf(unit: OrganizationalUnit | undefined): string {
  if (unit === undefined) return ROOT_ID;
  const parent = UNITS.find(({ id }) => id === unit.parentId);
  return `${pathOf(parent)}/${unit.id}`;
}

const HAND_MADE: Readonly<
  Record<NonNullable<DemoAccount['handMade']>, (place: Place) => readonly User[]>
> = {
  'odd names': oddlyNamedUsers,
  'odd credentials': usersWithOddCredentials,
  Bedrock: bedrockUsers,
  'stale report': usersChangedSinceReport,
};

function rolesOf({ id, role }: DemoAccount): readonly Role[] {
  const random = new Random(`${SEED}/roles/${id}`);
  const operator = makeRole(random, {
    accountId: id,
    name: CALLER_ROLE,
    trustPolicy: trustOf(id, ORGANIZATION_ID, null),
    policies: [EVERYTHING],
  });
  const own = id === TOOLING_ACCOUNT_ID ? [operator] : [];
  if (role === 'missing') return own;
  const externalId = role === 'external id' ? 'agreed-with-the-partner' : null;
  const collector = makeRole(random, {
    accountId: id,
    name: ROLE_NAME,
    trustPolicy: trustOf(TOOLING_ACCOUNT_ID, ORGANIZATION_ID, externalId),
    policies: role === 'report denied' ? [READS, REPORT_DENIED] : [READS],
  });
  return [collector, ...own];
}

const REPORT_DENIED: PolicyDocument = {
  Version: '2012-10-17',
  Statement: { Effect: 'Deny', Action: 'iam:GetCredentialReport', Resource: '*' },
};
