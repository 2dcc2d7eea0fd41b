import { type RenderedTemplate, rendered } from './rendered.ts';
import { resolve } from './resolve.ts';

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

/** What somebody has to enter; everything else is left as it is. */
const ENTERED = { OrganizationId: 'o-a1b2c3d4e5', CodeBucket: 'amzn-s3-demo-bucket2' };

/** What AWS makes of names that the template does not give. */
const MADE = {
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  DataBucket: 'amzn-s3-demo-bucket1',
};

const TEMPLATE: RenderedTemplate = rendered().collector;

/** A resource as CloudFormation makes it of the template of the collector. */
export interface DeployedResource {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the properties of any resource of CloudFormation.
  readonly properties: any;
}

export type Entered = Readonly<Record<string, string | number>>;

/** The resources of a stack for some values of its parameters, by logical id. */
export function deployed(entered: Entered = {}): Deployed {
  const defaults = Object.entries(TEMPLATE.Parameters).map(([name, { Default }]) => [
    name,
    Default,
  ]);
  const values = {
    ...TEMPLATE.Mappings,
    ...Object.fromEntries(defaults),
    ...MADE,
    ...ENTERED,
    ...entered,
  };
  const made = (value: unknown) => resolve(value, values, TEMPLATE.Conditions);
  return Object.fromEntries(
    Object.entries(TEMPLATE.Resources)
      .filter(
        ([, { Condition }]) => Condition === undefined || made(TEMPLATE.Conditions[Condition]),
      )
      .map(([id, { Type, Properties }]) => [id, { type: Type, properties: made(Properties) }]),
  );
}

export type Deployed = Readonly<Record<string, DeployedResource>>;

/** The policies of a role: its own, and those that are resources. */
export function documentsOf(made: Deployed, role: string): readonly Document[] {
  const own: readonly { readonly PolicyDocument: Document }[] =
    made[role]?.properties.Policies ?? [];
  const attached = Object.values(made).filter(
    ({ type, properties }) => type === 'AWS::IAM::Policy' && properties.Roles.includes(role),
  );
  return [...attached.map(({ properties }) => properties), ...own].map(
    ({ PolicyDocument }) => PolicyDocument,
  );
}

export interface Document {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

/** What a role may do, all of its policies together. */
export function statementsOf(made: Deployed, role: string): readonly Statement[] {
  return documentsOf(made, role).flatMap(({ Statement }) => Statement);
}

export interface Statement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

/** The actions of a role, sorted. */
export function actionsOf(made: Deployed, role: string): readonly string[] {
  return [...new Set(statementsOf(made, role).flatMap(({ Action }) => Action))].sort();
}
