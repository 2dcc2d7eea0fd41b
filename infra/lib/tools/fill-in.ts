import { PolicyDocument as CdkPolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { PolicyDocument } from '../../../src/policies/document.ts';

/** What stands in a document for a value that only CloudFormation knows → the token of that value. */
export type Replacements = Readonly<Record<string, string>>;

/**
 * A policy of the program as a policy of CDK. The program escapes `$`, which tokens have: so the
 * document is made with words in capitals, and they are replaced afterwards.
 */
export function filledIn(document: PolicyDocument, replacements: Replacements): CdkPolicyDocument {
  return CdkPolicyDocument.fromJson(replaced(document, replacements));
}

/** A copy of any JSON value in which every text has its words replaced. */
export function replaced(value: unknown, replacements: Replacements): unknown {
  if (typeof value === 'string') return replacedText(value, replacements);
  if (Array.isArray(value)) return value.map((item) => replaced(item, replacements));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, item]) => [key, replaced(item, replacements)]));
}

function replacedText(text: string, replacements: Replacements): string {
  return Object.entries(replacements).reduce(
    (result, [word, token]) => result.replaceAll(word, () => token),
    text,
  );
}
