import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The CloudFormation resource behind a construct, for what the construct has no property for. */
export function l1Of<Resource extends CfnResource>(construct: IConstruct): Resource {
  // CDK's documented way to it; the type is the business of whoever asks.
  return construct.node.defaultChild as Resource;
}
