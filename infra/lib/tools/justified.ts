import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Says why a rule of cdk-nag's AwsSolutions does not hold for a construct, so that it does not
 * complain in applications that check themselves with it.
 */
export function justified(
  construct: IConstruct,
  reasons: Readonly<Partial<Record<`AwsSolutions-${string}`, string>>>,
): void {
  for (const [id, reason = ''] of Object.entries(reasons)) {
    Validations.of(construct).acknowledge({ id, reason });
  }
}
