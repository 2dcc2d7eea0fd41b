import { CfnMapping, type CfnParameter, type Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Step, StepCode } from '../collector/props.ts';
import { text } from './parameters.ts';
import { PATTERN } from './patterns.ts';

export interface CodeParameters {
  readonly code: Readonly<Record<Step, StepCode>>;
  readonly bucketName: CfnParameter;
}

/** No zip has it, so that a template whose digests were not filled in deploys nothing. */
const NO_DIGEST = `${'A'.repeat(43)}=`;

/** The zips, as keys of a mapping are written. */
const ZIPS = {
  collect: 'Collect',
  plan: 'Plan',
  'collect-account': 'CollectAccount',
  publish: 'Publish',
} as const satisfies Record<Step, string>;

/**
 * Where the zips lie, and what they have to be: the build of the zips fills that in. It is no
 * parameter, for an update would go on with the old value of a parameter.
 */
export function addCodeParameters(stack: Stack): CodeParameters {
  const bucketName = text(stack, 'CodeBucket', {
    description: 'The bucket that the zips were uploaded to, in the region of this stack.',
    allowedPattern: PATTERN.bucket,
  });
  const bucket = Bucket.fromBucketName(stack, 'CodeBucketByName', bucketName.valueAsString);
  const mapping = new CfnMapping(stack, 'Code', {
    mapping: Object.fromEntries(
      Object.entries(ZIPS).map(([zip, name]) => [name, { Key: `${zip}.zip`, Sha256: NO_DIGEST }]),
    ),
  });
  const codeOf = (step: Step): StepCode => ({
    code: Code.fromBucketV2(bucket, mapping.findInMap(ZIPS[step], 'Key')),
    sha256: mapping.findInMap(ZIPS[step], 'Sha256'),
  });
  return {
    code: {
      collect: codeOf('collect'),
      plan: codeOf('plan'),
      'collect-account': codeOf('collect-account'),
      publish: codeOf('publish'),
    },
    bucketName,
  };
}
