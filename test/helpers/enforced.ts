import type { SettingSources } from '../../src/settings/setting-sources.ts';
import type { PolicyDocument } from '../../src/simulation/index.ts';
import { changeRole } from './policies.ts';
import { printedPolicy } from './printed-policy.ts';
import { provokingOrganization } from './provoking.ts';
import { type SimulatedWorld, simulatedWorld } from './run-simulated.ts';

/** The policies of a run. */
export interface Policies {
  readonly member: PolicyDocument;
  readonly trust: PolicyDocument;
  readonly collector: PolicyDocument;
}

/** Of the target and of the run store. */
export const BUCKETS = ['amzn-s3-demo-bucket', 'amzn-s3-demo-bucket1'] as const;

export const EXTERNAL_ID = 'agreed';

/** All that the policy of the collector depends on. */
export function inBuckets(ou: string) {
  return {
    ou,
    to: `s3://${BUCKETS[0]}/iam/users`,
    runStore: `s3://${BUCKETS[1]}/runs`,
    kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd',
  };
}

/** What `iam-users policy` prints for a run over the organization. */
export async function printedPolicies(
  flags: SettingSources['flags'],
  ...ownAccount: readonly string[]
): Promise<Policies> {
  const { id, caller } = provokingOrganization();
  const arn = `arn:aws:iam::${caller.accountId}:role/${caller.roleName}`;
  const trusted = { organizationId: id, externalId: EXTERNAL_ID };
  return {
    member: await printedPolicy(['member'], flags),
    trust: await printedPolicy(['member', '--trust', '--collector-role-arn', arn], trusted),
    collector: await printedPolicy(['collector', ...ownAccount], flags),
  };
}

/**
 * The organization with exactly these policies in force, and both buckets. It does not tell where
 * its accounts are.
 */
export async function enforcedWorld(policies: Policies): Promise<SimulatedWorld> {
  const world = await simulatedWorld(provokingOrganization(), { organizations: { paths: false } });
  for (const bucket of BUCKETS) world.simulation.s3.createBucket(bucket);
  enforce(world, policies);
  return world;
}

/** Puts other policies in force. */
export function enforce(
  { simulation: { organization } }: SimulatedWorld,
  { member, trust, collector }: Policies,
): void {
  const { accounts, caller, roleName } = organization;
  for (const account of accounts) {
    changeRole(account, roleName, { policies: [member], trustPolicy: trust });
    if (account.id !== caller.accountId) continue;
    changeRole(account, caller.roleName, { policies: [collector] });
  }
}
