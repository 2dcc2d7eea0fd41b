import { CollectorError } from '../errors.ts';
import { type Environment, type EnvironmentValue, readVariable } from './setting.ts';

/** The target as the two variables name it: a bucket, and a prefix in it. */
export function readTarget(environment: Environment): EnvironmentValue | null {
  const bucket = readVariable(environment, ['S3_BUCKET_NAME']);
  const prefix = readVariable(environment, ['S3_PREFIX']);
  if (bucket !== null) {
    const url = `s3://${bucket.value.trim()}/${prefix?.value.trim() ?? ''}`;
    return { variable: bucket.variable, value: url };
  }
  if (prefix === null) return null;
  throw new CollectorError(
    'SETTING_INVALID',
    'Environment variable `S3_PREFIX`: expected the bucket in `S3_BUCKET_NAME`, found none.',
  );
}
