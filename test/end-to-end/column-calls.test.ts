import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/simulation/index.ts';
import { accountsOf, smallOrganization } from '../helpers/organizations.ts';
import { simulatedWorld } from '../helpers/run-simulated.ts';

/** Calls in one account that a run for these columns makes, by operation. */
async function callsFor(columns: string | undefined, flags: Readonly<Record<string, string>> = {}) {
  const organization = smallOrganization('column calls');
  const [, account] = accountsOf(organization);
  const world = await simulatedWorld(organization);

  const { manifest } = await world.collect({ flags: { columns, ...flags } });

  expect(manifest.status).toBe('COMPLETE');
  const count = (operation: string) => world.simulation.calls.count(operation, account.id);
  const operations = Object.keys(world.simulation.calls.byOperation());
  return { operations, count, account };
}

const ALWAYS = [
  'iam:GetAccountAuthorizationDetails',
  'iam:GetAccountSummary',
  'iam:ListUsers',
  'organizations:ListAccounts',
  'sts:AssumeRole',
  'sts:GetCallerIdentity',
];

const withMfa = ({ users }: Account) => users.filter(({ mfaDevices }) => mfaDevices.length > 0);

describe('the calls of a run', () => {
  it('are for no report and about no single user if the columns need none', async () => {
    const { operations } = await callsFor('UserName,ARN');

    expect(operations.sort()).toEqual(ALWAYS);
  });

  it.each([
    'UserID,PermissionsBoundary,AttachedPolicies,InlinePolicies,Tag:team',
    'AccountName,OrganizationalUnitPath,CredentialReportTime,CollectedAt,UnknownFacts',
  ])('are no more for %s', async (columns) => {
    const { operations } = await callsFor(columns);

    expect(operations.sort()).toEqual(ALWAYS);
  });

  it('are for none of the further columns if they are not asked for', async () => {
    const { count } = await callsFor(undefined);

    expect(count('iam:ListMFADevices')).toBe(0);
    expect(count('iam:ListSSHPublicKeys')).toBe(0);
    expect(count('iam:ListServiceSpecificCredentials')).toBe(0);
  });

  it('list the SSH public keys of every user, once', async () => {
    const { operations, count, account } = await callsFor('UserName,SSHPublicKeys');

    expect(operations.sort()).toEqual([...ALWAYS, 'iam:ListSSHPublicKeys'].sort());
    expect(count('iam:ListSSHPublicKeys')).toBe(account.users.length);
  });

  it('list the service-specific credentials of all users at once', async () => {
    const { operations, count } = await callsFor('UserName,ServiceSpecificCredentials');

    expect(operations.sort()).toEqual([...ALWAYS, 'iam:ListServiceSpecificCredentials'].sort());
    expect(count('iam:ListServiceSpecificCredentials')).toBe(1);
  });

  it('list the devices of users with MFA only', async () => {
    const { count, account } = await callsFor('UserName,MFADevices');

    expect(withMfa(account).length).toBeGreaterThan(0);
    expect(withMfa(account).length).toBeLessThan(account.users.length);
    expect(count('iam:ListMFADevices')).toBe(withMfa(account).length);
  });

  it('list the devices of every user once where that tells who has MFA', async () => {
    const { count, account } = await callsFor('MFAEnabled,MFADevices', { freshness: 'live' });

    expect(count('iam:ListMFADevices')).toBe(account.users.length);
    expect(count('iam:GetCredentialReport')).toBe(0);
  });

  it('walk the organization for the names of its units', async () => {
    const { operations } = await callsFor('AccountID,OrganizationalUnitNames');

    expect(operations.sort()).toEqual(
      [
        ...ALWAYS,
        'organizations:ListOrganizationalUnitsForParent',
        'organizations:ListRoots',
      ].sort(),
    );
  });
});
