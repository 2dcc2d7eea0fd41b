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
  /** Whether organizational units decide which accounts are read. */
  readonly needsOrganizationalUnits: boolean;
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

/**
 * ListAccounts tells in which organizational unit an account is, but AWS does not promise it
 * everywhere. The three calls of the second statement are made only where it does not; they read
 * no more than the shape of what ListAccounts reads.
 */
function organization({ accounts, needsOrganizationalUnits }: CollectorNeed): readonly Statement[] {
  if (accounts !== null) return [];
  const list: Statement = {
    Sid: 'ListAccounts',
    Effect: 'Allow',
    Action: 'organizations:ListAccounts',
    Resource: '*',
  };
  if (!needsOrganizationalUnits) return [list];
  const walk: Statement = {
    Sid: 'FindOrganizationalUnitsWhereListAccountsDoesNotTellThem',
    Effect: 'Allow',
    Action: [
      'organizations:ListAccountsForParent',
      'organizations:ListOrganizationalUnitsForParent',
      'organizations:ListRoots',
    ],
    Resource: '*',
  };
  return [list, walk];
}

function ownAccount(need: Need): Statement {
  return {
    Sid: 'ReadUsersOfOwnAccount',
    Effect: 'Allow',
    Action: neededActions(need),
    Resource: '*',
  };
}

function oneOrMore(values: readonly string[]): string | readonly string[] {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}
