import { describe, expect, it } from 'vitest';
import { CollectorError } from '../../src/errors.ts';
import type { SettingSources } from '../../src/settings/setting-sources.ts';
import {
  EXTERNAL_ID,
  enforcedWorld,
  inBuckets,
  type Policies,
  printedPolicies,
} from '../helpers/enforced.ts';
import { actionsOf, printedPolicy, withoutAction } from '../helpers/printed-policy.ts';
import { provokingOrganization } from '../helpers/provoking.ts';

type Flags = SettingSources['flags'];

/** How a run ended: its status, or that of the error that ended it, and everything it said. */
interface Ending {
  readonly status: string;
  readonly said: string;
}

async function runWith(policies: Policies, flags: Flags): Promise<Ending> {
  const world = await enforcedWorld(policies);
  try {
    const { manifest } = await world.collect({ flags: { ...flags, externalId: EXTERNAL_ID } });
    return { status: manifest.status, said: JSON.stringify(manifest.accounts) };
  } catch (thrown) {
    const { code, message } = CollectorError.from(thrown);
    return { status: code, said: message };
  }
}

/** Every run in which one of the actions is missing, by action. */
async function endingsWithoutEach(
  policies: Policies,
  which: 'member' | 'collector',
  flags: Flags,
): Promise<ReadonlyMap<string, Ending>> {
  const endings = new Map<string, Ending>();
  for (const action of actionsOf(policies[which])) {
    const changed = { ...policies, [which]: withoutAction(policies[which], action) };
    endings.set(action, await runWith(changed, flags));
  }
  return endings;
}

/** The actions without which the run was complete all the same, or did not name what it lacked. */
function unnecessary(endings: ReadonlyMap<string, Ending>): readonly string[] {
  return [...endings]
    .filter(
      ([action, { status, said }]) =>
        status === 'COMPLETE' || !said.includes(`not authorized to perform: ${action} on`),
    )
    .map(([action]) => action);
}

const CASES: readonly (readonly [string, Flags])[] = [
  ['the default columns', {}],
  ['the default columns, live', { freshness: 'live' }],
  ['all columns', { columns: 'all' }],
  ['all columns, live', { columns: 'all', freshness: 'live' }],
  ['names and ARNs', { columns: 'UserName,ARN' }],
  ['sign-in facts', { columns: 'UserName,MFAEnabled,ConsoleLastSignIn' }],
];

/** Actions of the role that no run misses, and why they are granted all the same. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  // The two lists of users: either fills the columns, together they find those that come and go.
  'names and ARNs': ['iam:GetAccountAuthorizationDetails', 'iam:ListUsers'],
  // Likewise; and all that the report tells of MFA is asked user by user without it, as for users
  // newer than it.
  'sign-in facts': [
    'iam:GenerateCredentialReport',
    'iam:GetAccountAuthorizationDetails',
    'iam:GetCredentialReport',
  ],
};

describe('the printed policies', () => {
  it.each(CASES)('are enough for a complete run with %s', async (_, flags) => {
    const policies = await printedPolicies(flags);

    expect(await runWith(policies, flags)).toMatchObject({ status: 'COMPLETE' });
  });

  it.each(CASES)('give the role no action too many with %s', async (name, flags) => {
    const policies = await printedPolicies(flags);

    const endings = await endingsWithoutEach(policies, 'member', flags);

    expect(endings.size).toBeGreaterThanOrEqual(3);
    expect(unnecessary(endings)).toEqual(EXCEPTIONS[name] ?? []);
  });

  it('give the collector no action too many', async () => {
    const flags = inBuckets(provokingOrganization().rootId);
    const policies = await printedPolicies(flags);

    const complete = await runWith(policies, flags);
    const endings = await endingsWithoutEach(policies, 'collector', flags);

    expect(complete).toMatchObject({ status: 'COMPLETE' });
    expect([...endings.keys()]).toEqual([
      'sts:AssumeRole',
      'organizations:ListAccounts',
      'organizations:ListAccountsForParent',
      'organizations:ListOrganizationalUnitsForParent',
      'organizations:ListRoots',
      's3:AbortMultipartUpload',
      's3:GetObject',
      's3:PutObject',
      's3:ListBucket',
      'kms:Decrypt',
      'kms:GenerateDataKey',
    ]);
    expect(unnecessary(endings)).toEqual([
      // Needed when an upload fails: see below.
      's3:AbortMultipartUpload',
      // Needed when a run is resumed: see below.
      's3:ListBucket',
    ]);
  });

  it('give the collector no action too many in its own account', async () => {
    const flags = { accounts: provokingOrganization().caller.accountId };
    const policies = await printedPolicies(flags, '--include-own-account');
    const untrusting = { ...policies, trust: { Statement: [] } };

    const complete = await runWith(untrusting, flags);
    const endings = await endingsWithoutEach(untrusting, 'collector', flags);

    expect(complete).toMatchObject({ status: 'COMPLETE' });
    expect(endings.size).toBe(12);
    // The role cannot be assumed in the account of the collector here, allowed or not.
    expect(unnecessary(endings)).toEqual(['sts:AssumeRole']);
  });

  it('let nobody else assume the role', async () => {
    const policies = await printedPolicies({});
    const stranger = 'arn:aws:iam::111122223333:role/stranger';
    const trusting = async (flags: Flags) => ({
      ...policies,
      trust: await printedPolicy(['member', '--trust', '--collector-role-arn', stranger], flags),
    });

    const { status, said } = await runWith(await trusting({}), {});

    expect(status).toBe('FAILED');
    expect(said).toContain('ROLE_NOT_ASSUMABLE');
  });
});
