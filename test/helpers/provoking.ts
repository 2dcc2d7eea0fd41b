import {
  type Account,
  generateOrganization,
  type Organization,
  type User,
} from '../../src/simulation/index.ts';
import {
  A_MONTH_AGO,
  A_YEAR_AGO,
  AN_HOUR_AGO,
  deviceOf,
  keyOf,
  passwordOf,
  usedAt,
  userIn,
} from './one-account.ts';
import { NOW } from './run-simulated.ts';

/**
 * A small organization whose accounts make a run call every operation that it knows when all is
 * well. The caller is the delegated administrator; the external id is `agreed`.
 */
export function provokingOrganization(): Organization {
  const organization = generateOrganization({
    seed: 'provoking',
    accounts: 3,
    usersPerAccount: 0,
    now: NOW,
    caller: 'tooling',
    externalId: 'agreed',
  });
  for (const account of organization.accounts) provoke(account);
  return organization;
}

/** The report is older than some users, and cannot tell two keys of one second apart. */
function provoke(account: Account): void {
  account.users = usersOf(account);
  account.report = { ...account.report, existing: { generatedAt: TWO_HOURS_AGO, ghosts: [] } };
}

const TWO_HOURS_AGO = '2026-01-15T10:34:56Z';

function usersOf({ id }: Account): readonly User[] {
  const newer = userIn(id, 'newer.than.report', {
    createdAt: AN_HOUR_AGO,
    // Without a password: when that was last changed, nothing would tell before the next report.
    mfaDevices: [deviceOf(AN_HOUR_AGO)],
  });
  const old = userIn(id, 'old', {
    tags: [{ key: 'team', value: 'a' }],
    password: passwordOf(A_YEAR_AGO, { lastUsedAt: A_MONTH_AGO }),
    mfaDevices: [deviceOf(A_MONTH_AGO)],
    accessKeys: [
      keyOf('ONE', { lastUse: usedAt(AN_HOUR_AGO) }),
      keyOf('OTHEROFTHESAMESECOND', { status: 'Inactive' }),
    ],
    signingCertificates: [
      { id: 'CERTIFICATE', status: 'Active', uploadedAt: A_MONTH_AGO, body: 'secret' },
    ],
    sshPublicKeys: [{ id: 'APKA2222222222222222', status: 'Active', uploadedAt: A_MONTH_AGO }],
  });
  return [newer, old];
}
