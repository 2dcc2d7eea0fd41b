import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { IamUserDataCollector, type IamUserDataCollectorProps } from '../../lib/index.ts';

export const ORGANIZATION_ID = 'o-a1b2c3d4e5';

/** An application as somebody writes it who uses the constructs, without any flag of CDK. */
export function anApp(): App {
  return new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
}

/** Zips that need not be built. */
const INLINE = { code: Code.fromInline('exports.handler = async () => {};') };

export const CODE = {
  collect: INLINE,
  plan: INLINE,
  'collect-account': INLINE,
  publish: INLINE,
} as const;

/** A collector in a stack of its own. */
export function collectorIn(
  stack: Stack,
  props: Partial<IamUserDataCollectorProps> = {},
): IamUserDataCollector {
  return new IamUserDataCollector(stack, 'Collector', {
    organizationId: ORGANIZATION_ID,
    code: CODE,
    ...props,
  });
}

/** The template of a stack with a collector. */
export function templateWith(props: Partial<IamUserDataCollectorProps> = {}): Template {
  const stack = new Stack(anApp(), 'Stack');
  collectorIn(stack, props);
  return Template.fromStack(stack);
}
