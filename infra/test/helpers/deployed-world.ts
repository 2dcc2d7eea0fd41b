import { resolveSettings } from '../../../src/settings/resolve-settings.ts';
import type { Settings } from '../../../src/settings/settings.ts';
import { environmentOf, type PolicyDocument } from '../../../src/simulation/index.ts';
import { createCollector, type World } from '../../../src/wiring.ts';
import { changeRole } from '../../../test/helpers/policies.ts';
import { provokingOrganization } from '../../../test/helpers/provoking.ts';
import {
  NOW,
  quickClock,
  type SimulatedWorld,
  simulatedWorld,
  TINY_WAITS,
} from '../../../test/helpers/run-simulated.ts';
import { type Deployed, deployed, documentsOf, type Entered } from './deployed.ts';
import { deployedMemberRole } from './deployed-member-role.ts';

/** The bucket of the stack. */
export const OWN_BUCKET = 'amzn-s3-demo-bucket1';

/** A bucket of another account, and how the template is told of it. */
export const OTHER_OWNER = '444455556666';
export const GIVEN_BUCKET = { S3BucketName: 'amzn-s3-demo-bucket', S3BucketOwner: OTHER_OWNER };

export interface DeployedWorld {
  readonly world: SimulatedWorld;
  readonly made: Deployed;
  /** Lets the caller do what a role of the stack may do, and nothing else. */
  readonly become: (role: string) => void;
  /** What a handler is given, with the environment of a function of the stack. */
  readonly portsOf: (functionId: string) => ReturnType<typeof portsWith>;
}

/**
 * An organization whose accounts have the role of the template, and the stack of the collector in the
 * account of its caller, with a key of AWS KMS.
 */
export async function deployedWorld(entered: Entered): Promise<DeployedWorld> {
  const organization = provokingOrganization();
  const { id, caller, roleName, accounts } = organization;
  const collector = { CollectorRoleName: caller.roleName };
  const common = { OrganizationId: id, RoleName: roleName, ExternalId: 'agreed', ...collector };
  const KmsKeyId = `arn:aws:kms:us-east-1:${caller.accountId}:key/1234abcd`;
  const made = deployed({ 'AWS::AccountId': caller.accountId, ...common, KmsKeyId, ...entered });
  const member = deployedMemberRole({ ...common, CollectorAccountId: caller.accountId });
  for (const account of accounts) {
    changeRole(account, roleName, {
      policies: [member.Policies[0].PolicyDocument],
      trustPolicy: member.AssumeRolePolicyDocument,
    });
  }
  const world = await simulatedWorld(organization);
  world.simulation.s3.createBucket(OWN_BUCKET, { owner: caller.accountId });
  world.simulation.s3.createBucket(GIVEN_BUCKET.S3BucketName, { owner: OTHER_OWNER });
  const home = accounts.find((account) => account.id === caller.accountId);
  return {
    world,
    made,
    become: (role) => {
      if (home === undefined) throw new RangeError('the caller has no account');
      const policies = documentsOf(made, role) as readonly PolicyDocument[];
      changeRole(home, caller.roleName, { policies });
    },
    portsOf: (functionId) => {
      const { Variables } = made[functionId]?.properties.Environment ?? {};
      return portsWith({ ...Variables, ...environmentOf(world.simulation) });
    },
  };
}

function portsWith(variables: Readonly<Record<string, unknown>>) {
  const environment = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, String(value)]),
  );
  return {
    environment,
    settingsFrom: (found: World['environment']) =>
      resolveSettings({ flags: {}, environment: found, configFile: null }),
    createCollector: (settings: Settings, world: World) =>
      createCollector(settings, { ...world, retry: TINY_WAITS, clock: quickClock(NOW) }),
    writeLine: () => {},
    now: () => NOW,
  };
}
