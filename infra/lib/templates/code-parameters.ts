import type { CfnParameter, Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Step, StepCode } from '../collector/props.ts';
import { text } from './parameters.ts';
import { PATTERN } from './patterns.ts';

export interface CodeParameters {
  readonly code: Readonly<Record<Step, StepCode>>;
  readonly parameters: readonly CfnParameter[];
}

/** No zip has it, so that a template whose digests were not filled in deploys nothing. */
const NO_DIGEST = `${'A'.repeat(43)}=`;

/** Where the zips lie, and what they have to be. The build of the zips fills the digests in. */
export function addCodeParameters(stack: Stack): CodeParameters {
  const bucketName = text(stack, 'CodeBucket', {
    description: 'The bucket that the zips were uploaded to, in the region of this stack.',
    allowedPattern: PATTERN.bucket,
  });
  const prefix = text(stack, 'CodePrefix', {
    description: 'What stands before collect.zip and so on: another one for every version.',
    default: '',
    allowedPattern: "^([\\w.()'!-]+/)*$",
  });
  const bucket = Bucket.fromBucketName(stack, 'Code', bucketName.valueAsString);
  const digests = {
    collect: digest(stack, 'Collect'),
    plan: digest(stack, 'Plan'),
    'collect-account': digest(stack, 'CollectAccount'),
    publish: digest(stack, 'Publish'),
  };
  const codeOf = (step: Step): StepCode => ({
    code: Code.fromBucketV2(bucket, `${prefix.valueAsString}${step}.zip`),
    sha256: digests[step].valueAsString,
  });
  return {
    code: {
      collect: codeOf('collect'),
      plan: codeOf('plan'),
      'collect-account': codeOf('collect-account'),
      publish: codeOf('publish'),
    },
    parameters: [bucketName, prefix, ...Object.values(digests)],
  };
}

function digest(stack: Stack, name: string): CfnParameter {
  return text(stack, `${name}CodeSha256`, {
    description: 'SHA-256 of the zip in Base64. The deployment fails for any other.',
    default: NO_DIGEST,
    allowedPattern: PATTERN.sha256,
  });
}
