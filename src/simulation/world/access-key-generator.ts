import { iamId } from './identifiers.ts';
import type { Random } from './random.ts';
import { between, type Timestamp } from './timestamp.ts';
import type { AccessKey, KeyUse } from './user.ts';

/** What access keys are made with. */
export interface KeySetting {
  readonly from: Timestamp;
  readonly now: Timestamp;
  /** Of the users with two keys, the share whose keys are of the same second. */
  readonly keysOfOneSecond: number;
}

/** One or two access keys, in any state. */
export function generateAccessKeys(
  random: Random,
  { from, now, keysOfOneSecond }: KeySetting,
): readonly AccessKey[] {
  const first = generateAccessKey(random, between(random, from, now), now);
  if (random.chance(0.6)) return [first];
  const isTie = random.chance(keysOfOneSecond);
  const createdAt = isTie ? first.createdAt : between(random, from, now);
  return [first, generateAccessKey(random, createdAt, now)];
}

function generateAccessKey(random: Random, createdAt: Timestamp, now: Timestamp): AccessKey {
  return {
    id: iamId(random, 'AKIA'),
    status: random.pick(['Active', 'Active', 'Active', 'Inactive', 'Inactive', 'Expired']),
    createdAt,
    deactivatedAt: null,
    lastUse: random.chance(0.3) ? null : generateUse(random, createdAt, now),
  };
}

/** Amazon S3 and IAM are not regional to IAM: their region is `N/A`. */
function generateUse(random: Random, createdAt: Timestamp, now: Timestamp): KeyUse {
  const service = random.pick(['s3', 'ec2', 'iam', 'dynamodb', 'sts']);
  const regional = service !== 's3' && service !== 'iam';
  return {
    at: between(random, createdAt, now),
    service,
    region: regional ? random.pick(['eu-central-1', 'us-east-1']) : 'N/A',
  };
}
