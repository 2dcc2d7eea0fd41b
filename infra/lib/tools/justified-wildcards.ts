import { Stack } from 'aws-cdk-lib';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { justified } from './justified.ts';

/**
 * Says why the resources of policies have a `*`. cdk-nag wants each of them named, in its own way to
 * write them: an exception for one resource is none for another that comes later.
 */
export function justifiedWildcards(
  construct: IConstruct,
  documents: readonly PolicyDocument[],
  reason: string,
): void {
  const stack = Stack.of(construct);
  const resources = documents
    .flatMap((document) => stack.resolve(document.toJSON()).Statement)
    .flatMap(({ Resource }: { readonly Resource: unknown }) => Resource)
    .map(flat)
    .filter((text) => text.includes('*'));
  for (const text of new Set(resources)) {
    justified(construct, { [`AwsSolutions-IAM5[Resource::${text}]`]: reason });
  }
}

/** As cdk-nag's flattenCfnReference does it. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, argument] = ['', null]] = Object.entries(value ?? {});
  if (name === 'Ref') return `<${argument}>`;
  if (name === 'Fn::GetAtt') return `<${argument.join('.')}>`;
  if (name === 'Fn::Join') return argument[1].map(flat).join(argument[0]);
  return JSON.stringify(value);
}
