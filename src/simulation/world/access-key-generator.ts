import { iamId } from './identifiers.ts';
import type { Random } from './random.ts';
import { between, type Timestamp } from './timestamp.ts';
import type { AccessKey, KeyUse } from './user.ts';

/** One or two access keys, in any state; now and then two of the same second. */
export function generateAccessKeys(
  random: Random,
  from: Timestamp,
  now: Timestamp,
): readonly AccessKey[] {
  const first = generateAccessKey(random, between(random, from, now), now);
  if (random.chance(0.6)) return [first];
  const createdAt = random.chance(TIE_SHARE) ? first.createdAt : between(random, from, now);
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

const TIE_SHARE = 0.1;
