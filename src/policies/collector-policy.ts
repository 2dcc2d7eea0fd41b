import type { OrganizationNeed } from '../model/account.ts';
import { type Need, neededActions } from '../model/permissions.ts';
import { type BucketPlace, bucketStatements } from './bucket-statements.ts';
import { literal, type PolicyDocument, policyOf, type Statement } from './document.ts';
import { keyStatement } from './key-statement.ts';

/** What a run asks of AWS with the credentials of whoever starts it. */
export interface CollectorNeed {
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string;
  /** With its path, if it has one. */
  readonly roleName: string;
  /** The accounts to read; `null`: those of the organization. */
  readonly accounts: readonly string[] | null;
  readonly organizationalUnits: OrganizationNeed;
  /** Where objects are written and read; directories are not AWS's business. */
  readonly places: readonly BucketPlace[];
  /** The AWS KMS key that encrypts the objects; `null`: what the bucket is set up with. */
  readonly kmsKeyId: string | null;
  /** Read with the caller's own credentials in its own account; `null`: nothing. */
  readonly ownAccount: Need | null;
}

/** What the caller has to be allowed. AWS STS GetCallerIdentity needs no permission. */
export function collectorPolicy(need: CollectorNeed): PolicyDocument {
  return policyOf(
    assumeRoles(need),
    ...organization(need),
    ...bucketStatements(need.partition, need.places),
    ...(need.kmsKeyId === null || need.places.length === 0
      ? []
      : [keyStatement(need.partition, need.kmsKeyId)]),
    ...(need.ownAccount === null ? [] : [ownAccount(need.ownAccount)]),
  );
}

/**
 * More accounts than these are not named one by one: a managed policy has 6,144 characters at most.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const ACCOUNTS_NAMED = 40;

function assumeRoles({ partition, roleName, accounts }: CollectorNeed): Statement {
  const named = accounts !== null && accounts.length <= ACCOUNTS_NAMED ? accounts : ['*'];
  const arns = named.map((account) => `arn:${partition}:iam::${account}:role/${literal(roleName)}`);
  return {
    Sid: 'AssumeTheRoleInEveryAccount',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: oneOrMore(arns),
  };
}

const UNITS = ['organizations:ListOrganizationalUnitsForParent', 'organizations:ListRoots'];

/**
 * ListAccounts tells in which organizational unit an account is, but AWS does not promise it
 * everywhere. Where it does not, the tree is walked; that reads no more than the shape of what
 * ListAccounts reads, so the policy is good everywhere. The names of units are told by the walk
 * alone.
 */
function organization({ accounts, organizationalUnits }: CollectorNeed): readonly Statement[] {
  if (accounts !== null) return [];
  const list = reading('ListAccounts', 'organizations:ListAccounts');
  const find = 'FindOrganizationalUnitsWhereListAccountsDoesNotTellThem';
  const accountsOfUnit = 'organizations:ListAccountsForParent';
  switch (organizationalUnits) {
    case 'nothing':
      return [list];
    case 'path':
      return [list, reading(find, [accountsOfUnit, ...UNITS])];
    case 'names':
      return [list, reading('NameOrganizationalUnits', UNITS), reading(find, accountsOfUnit)];
  }
}

function ownAccount(need: Need): Statement {
  return reading('ReadUsersOfOwnAccount', neededActions(need));
}

function reading(Sid: string, Action: Statement['Action']): Statement {
  return { Sid, Effect: 'Allow', Action, Resource: '*' };
}

function oneOrMore(values: readonly string[]): string | readonly string[] {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}
