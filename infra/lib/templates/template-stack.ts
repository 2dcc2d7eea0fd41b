import {
  BootstraplessSynthesizer,
  type CfnElement,
  type IStackSynthesizer,
  Stack,
  Validations,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Left out of the names of resources: CDK's own, and the construct that holds nearly all of them. */
const SILENT = new Set(['Resource', 'Collector', 'Member']);

/** A stack that is deployed from its template alone: no assets, no bootstrap, readable names. */
export class TemplateStack extends Stack {
  constructor(scope: Construct, id: string, description: string) {
    super(scope, id, {
      description,
      // CDK's classes are not written for exact optional properties.
      synthesizer: new BootstraplessSynthesizer() as IStackSynthesizer,
      analyticsReporting: false,
    });
    Validations.of(this).acknowledge({
      id: 'CloudFormation-Validate::W1030',
      reason: 'Parameters that may stay empty are behind a condition wherever they are used.',
    });
  }

  /**
   * Where it is in the tree, without CDK's digest: CDK itself complains if two had the same name.
   * The name is part of what an update goes by, so a construct that moves is a resource made anew.
   */
  protected override allocateLogicalId(element: CfnElement): string {
    const path = element.node.path.split('/').slice(1);
    const words = path.filter((word) => !SILENT.has(word)).join('');
    return words.replaceAll(/[^A-Za-z0-9]/g, '');
  }
}
