import * as z from 'zod';
import { mismatch } from './mismatch.ts';

/** An AWS account id: 12 digits, kept as text because leading zeros count. */
export const accountId = matching(/^\d{12}$/, 'an account id of 12 digits', (value) =>
  /^\d{11}$/.test(value) ? '11 digits: a leading zero may have been lost' : undefined,
);

/** An organizational unit or root, in the patterns of the AWS Organizations API. */
export const organizationalUnitId = matching(
  /^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$/,
  'the id of an organizational unit (ou-ab12-11111111) or of a root (r-ab12)',
);

/** An organization, in the pattern of the AWS Organizations API. */
export const organizationId = matching(
  /^o-[a-z0-9]{10,32}$/,
  'the id of an organization, such as o-a1b2c3d4e5',
);

/** The name of a role, with its path if it has one; the patterns are those of IAM's CreateRole. */
export const roleName = matching(
  /^(?!arn:)\/?([\x21-\x2e\x30-\x7e]+\/)*[\w+=,.@-]{1,64}$/,
  'the name of a role: 1 to 64 letters, digits or +=,.@_-, after its path if it has one',
  (value) => (value.startsWith('arn:') ? 'the name only, not the ARN' : undefined),
).transform((name) => name.replace(/^\//, ''));

/** In the pattern of AWS STS AssumeRole. */
export const externalId = matching(
  /^[\w+=,.@:/-]{2,1224}$/,
  'an external id: 2 to 1,224 letters, digits or +=,.@:/_-',
);

/** Such as `eu-central-1`, `us-gov-west-1`, `cn-north-1`. */
export const region = matching(
  /^[a-z]{2,5}(-[a-z]+)+-\d{1,2}$/,
  'the name of an AWS region, such as us-east-1',
);

/** A KMS key: its id, its ARN, an alias, or the ARN of an alias. */
export const kmsKey = matching(/^[a-zA-Z0-9:/_-]{1,2048}$/, 'the id, ARN or alias of a KMS key');

/** The name of a profile in the AWS configuration files. */
export const profile = matching(/^[^\p{Cc}]+$/u, 'the name of an AWS profile');

/** A run, as its first line and its manifest name it. */
export const runId = matching(
  /^\d{8}T\d{6}Z-[0-9a-f]{6}$/,
  'a run id such as 20261103T101500Z-0a1b2c',
);

/** Text in a pattern; the remark explains a likely mistake. */
function matching(
  pattern: RegExp,
  expected: string,
  remark?: (value: string) => string | undefined,
) {
  const complain = (found: unknown) =>
    mismatch(expected, found, typeof found === 'string' ? remark?.(found) : undefined);
  return z
    .string({ error: ({ input }) => complain(input) })
    .regex(pattern, { error: ({ input }) => complain(input) });
}
