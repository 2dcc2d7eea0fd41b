import { describe, expect, it } from 'vitest';
import { createCollectHandler } from '../../src/lambda/collect-handler.ts';
import { InvocationFailure } from '../../src/lambda/failure.ts';
import { resolveSettings } from '../../src/settings/resolve-settings.ts';
import { environmentOf, type PolicyDocument } from '../../src/simulation/index.ts';
import { createCollector } from '../../src/wiring.ts';
import { changeRole } from '../../test/helpers/policies.ts';
import { provokingOrganization } from '../../test/helpers/provoking.ts';
import { NOW, quickClock, simulatedWorld, TINY_WAITS } from '../../test/helpers/run-simulated.ts';
import { type Deployed, deployed, documentsOf, type Entered } from './helpers/deployed.ts';
import { deployedMemberRole } from './helpers/deployed-member-role.ts';

const CONTEXT = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 900_000 };
const EVENT = {
  'detail-type': 'Scheduled Event',
  time: NOW.toISOString(),
  resources: ['arn:aws:scheduler:us-east-1:111122223333:schedule/default/daily'],
};

const OTHER_OWNER = '444455556666';
const GIVEN_BUCKET = { S3BucketName: 'amzn-s3-demo-bucket', S3BucketOwner: OTHER_OWNER };

describe('a run with what the templates allow', () => {
  it.each<[string, Entered]>([
    ['in the bucket of the stack', {}],
    ['in a bucket of another account', GIVEN_BUCKET],
  ])('is complete %s', async (_, entered) => {
    const { handler, world } = await deployedIn(entered);

    const response = await handler(EVENT, CONTEXT);

    const { status, coverage, location } = JSON.parse(response.body);
    expect({ statusCode: response.statusCode, status, location }).toEqual({
      statusCode: 200,
      status: 'COMPLETE',
      location: `s3://${entered.S3BucketName ?? 'amzn-s3-demo-bucket1'}/iam-users`,
    });
    expect(coverage.collected).toBe(world.simulation.organization.accounts.length);
  });

  it('writes nothing into a bucket that is not the one of its owner', async () => {
    const { handler, world } = await deployedIn({ ...GIVEN_BUCKET, S3BucketOwner: '555566667777' });

    const thrown = await handler(EVENT, CONTEXT).catch((error: unknown) => error);

    expect(thrown).toBeInstanceOf(InvocationFailure);
    expect(world.simulation.s3.objects('amzn-s3-demo-bucket')).toEqual([]);
  });
});

/** The organization with the roles of the templates, and the function in its collector's account. */
async function deployedIn(entered: Entered) {
  const organization = provokingOrganization();
  const { id, caller, roleName, accounts } = organization;
  const common = { OrganizationId: id, RoleName: roleName, ExternalId: 'agreed' };
  const made = deployed({
    'AWS::AccountId': caller.accountId,
    ...common,
    CollectorRoleName: caller.roleName,
    KmsKeyId: `arn:aws:kms:us-east-1:${caller.accountId}:key/1234abcd`,
    ...entered,
  });
  const member = deployedMemberRole({
    ...common,
    CollectorAccountId: caller.accountId,
    CollectorRoleName: caller.roleName,
  });
  for (const account of accounts) {
    changeRole(account, roleName, {
      policies: [member.Policies[0].PolicyDocument],
      trustPolicy: member.AssumeRolePolicyDocument,
    });
    if (account.id !== caller.accountId) continue;
    changeRole(account, caller.roleName, { policies: policiesOf(made, 'CollectorRole') });
  }
  const world = await simulatedWorld(organization);
  world.simulation.s3.createBucket('amzn-s3-demo-bucket1', { owner: caller.accountId });
  world.simulation.s3.createBucket('amzn-s3-demo-bucket', { owner: OTHER_OWNER });
  const variables = made.SingleCollectFunction?.properties.Environment.Variables;
  return { world, handler: handlerWith({ ...variables, ...environmentOf(world.simulation) }) };
}

function policiesOf(made: Deployed, role: string): readonly PolicyDocument[] {
  return documentsOf(made, role) as readonly PolicyDocument[];
}

function handlerWith(variables: Readonly<Record<string, unknown>>) {
  const environment = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, String(value)]),
  );
  return createCollectHandler({
    environment,
    settingsFrom: (found) => resolveSettings({ flags: {}, environment: found, configFile: null }),
    createCollector: (settings, world) =>
      createCollector(settings, { ...world, retry: TINY_WAITS, clock: quickClock(NOW) }),
    writeLine: () => {},
    now: () => NOW,
  });
}
