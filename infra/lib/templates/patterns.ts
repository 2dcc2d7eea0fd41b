/** What values of parameters look like, in the regular expressions of CloudFormation. */
export const PATTERN = {
  accountId: '^[0-9]{12}$',
  organizationId: '^o-[a-z0-9]{10,32}$',
  roleName: '^[\\w+=,.@-]{1,64}$',
  externalId: '^[\\w+=,.@:/-]{2,1224}$',
  principalArns: '^arn:[^\\s,]+(,arn:[^\\s,]+)*$',
  bucket: '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$',
  prefix: '^[\\w.()!-]+(/[\\w.()!-]+)*$',
  keyArn: '^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/.+$',
  topicArn: '^arn:[^:]+:sns:.+$',
  policyArn: '^arn:[^:]+:iam::[^:]*:policy/.+$',
} as const;
