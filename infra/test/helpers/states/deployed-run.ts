import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import {
  environmentOf,
  type Organization,
  type PolicyDocument,
  type Role,
  type Simulation,
  startSimulation,
} from '../../../../src/simulation/index.ts';
import { changeRole } from '../../../../test/helpers/policies.ts';
import { type WarmFunction, warmFunction } from '../../../../test/helpers/warm-function.ts';
import { type Deployed, deployed, documentsOf, type Entered } from '../deployed.ts';
import { deployedMemberRole } from '../deployed-member-role.ts';
import { OWN_BUCKET } from '../deployed-world.ts';
import type { Services } from './services.ts';

/** A collector of size `distributed`, deployed into the account of the caller of an organization. */
export interface DeployedRun {
  readonly simulation: Simulation;
  readonly definition: unknown;
  /** By the names that the definition has for them; each with a role of its own. */
  readonly functions: Readonly<Record<FunctionName, WarmFunction>>;
  /** The variables by which any AWS client works with a role of the stack. */
  environmentAs(roleId: string): Promise<Readonly<Record<string, string>>>;
  /** What the role of the state machine may do with objects. */
  readonly objects: Pick<Services, 'readObject' | 'writeObject'>;
  readonly close: () => Promise<void>;
}

export type FunctionName = keyof typeof FUNCTIONS;

/** The functions of the definition: their zips and their roles. */
const FUNCTIONS = {
  'DistributedPlanFunction.Arn': ['plan', 'DistributedPlanRole'],
  'DistributedCollectAccountFunction.Arn': ['collect-account', 'CollectorRole'],
  'DistributedPublishFunction.Arn': ['publish', 'DistributedPublishRole'],
} as const;

const COLLECTOR_ROLE = 'iam-user-data-collector-reader';

/** Deploys the templates: the role into every account, the collector into that of the caller. */
export async function deployRun(
  organization: Organization,
  entered: Entered,
): Promise<DeployedRun> {
  const { id, caller, roleName, externalId } = organization;
  const common = { OrganizationId: id, RoleName: roleName, ExternalId: externalId ?? '' };
  const made = deployed({
    'AWS::AccountId': caller.accountId,
    CollectorRoleName: COLLECTOR_ROLE,
    Size: 'distributed',
    'DataBucket.Arn': `arn:aws:s3:::${OWN_BUCKET}`,
    ...common,
    ...entered,
  });
  deployMemberRoles(organization, common);
  addRoles(organization, made);
  const simulation = await startSimulation(organization);
  simulation.s3.createBucket(OWN_BUCKET, { owner: caller.accountId });
  const names = Object.keys(FUNCTIONS) as FunctionName[];
  const started = names.map(async (name) => [name, await startFunction(name, made, simulation)]);
  const functions = Object.fromEntries(await Promise.all(started)) as DeployedRun['functions'];
  return {
    simulation,
    definition: JSON.parse(made.DistributedRunStateMachine?.properties.DefinitionString),
    functions,
    environmentAs: (roleId) => environmentAs(roleId, simulation),
    objects: await objectsAs('DistributedRunRole', simulation),
    close: async () => {
      await Promise.all(Object.values(functions).map((each) => each.close()));
      await simulation.close();
    },
  };
}

function deployMemberRoles(
  { accounts, caller, roleName }: Organization,
  entered: Readonly<Record<string, string>>,
): void {
  const { Policies, AssumeRolePolicyDocument: trustPolicy } = deployedMemberRole({
    ...entered,
    CollectorRoleName: COLLECTOR_ROLE,
    CollectorAccountId: caller.accountId,
  });
  const policies = [Policies[0].PolicyDocument];
  for (const account of accounts) changeRole(account, roleName, { policies, trustPolicy });
}

/** The roles of the stack, each with what the template lets it do. */
function addRoles({ accounts, caller }: Organization, made: Deployed): void {
  const home = accounts.find((account) => account.id === caller.accountId);
  if (home === undefined) throw new RangeError('the caller has no account');
  const ids = Object.keys(made).filter((id) => made[id]?.type === 'AWS::IAM::Role');
  const roles = ids.map((id): Role => {
    const name = nameOf(id);
    return {
      id: `AROA${id.toUpperCase()}`,
      name,
      path: '/',
      arn: `arn:aws:iam::${caller.accountId}:role/${name}`,
      maximumSessionSeconds: 3_600,
      trustPolicy: trustOf(caller.accountId),
      policies: documentsOf(made, id) as readonly PolicyDocument[],
      attachedPolicies: [],
    };
  });
  home.roles = [...home.roles, ...roles];
}

function nameOf(roleId: string): string {
  return roleId === 'CollectorRole' ? COLLECTOR_ROLE : roleId;
}

/** In place of the services, which the simulation does not have. */
function trustOf(accountId: string): PolicyDocument {
  const Principal = { AWS: `arn:aws:iam::${accountId}:root` };
  return { Statement: { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' } };
}

async function startFunction(
  name: FunctionName,
  made: Deployed,
  simulation: Simulation,
): Promise<WarmFunction> {
  const [zip, roleId] = FUNCTIONS[name];
  const { Variables } = made[name.replace('.Arn', '')]?.properties.Environment ?? {};
  return warmFunction(zip, { ...Variables, ...(await environmentAs(roleId, simulation)) });
}

async function environmentAs(roleId: string, simulation: Simulation) {
  const session = await sessionOf(roleId, simulation);
  return {
    ...environmentOf(simulation),
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
  };
}

async function objectsAs(roleId: string, simulation: Simulation): Promise<DeployedRun['objects']> {
  const credentials = await sessionOf(roleId, simulation);
  const client = new S3Client({ ...clientOf(simulation), credentials, forcePathStyle: true });
  return {
    readObject: async (Bucket, Key) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToString()) ?? '';
    },
    writeObject: async (Bucket, Key, Body) => {
      await client.send(new PutObjectCommand({ Bucket, Key, Body }));
    },
  };
}

/** The credentials that AWS gives a service for a role. */
async function sessionOf(roleId: string, simulation: Simulation) {
  const client = new STSClient({
    ...clientOf(simulation),
    credentials: simulation.callerCredentials,
  });
  const { accountId } = simulation.organization.caller;
  const RoleArn = `arn:aws:iam::${accountId}:role/${nameOf(roleId)}`;
  const { Credentials } = await client.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: roleId }),
  );
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

function clientOf({ url }: Simulation) {
  return { endpoint: url, region: 'us-east-1' } as const;
}
