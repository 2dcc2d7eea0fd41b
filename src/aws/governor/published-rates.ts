import { type GateLimits, UNKNOWN_LIMITS } from './gate.ts';

/** Amazon S3 is not among them: a run makes a few calls there, of the thousands per second it takes. */
export type GovernedService = 'IAM' | 'STS' | 'ORGANIZATIONS';

/**
 * What AWS says of the bucket of an operation. IAM publishes nothing.
 *
 * @param sharers - Programs that share the bucket, this one included.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function publishedLimits(
  service: GovernedService,
  operation: string,
  sharers: number,
): GateLimits {
  if (service === 'STS') return { ceiling: STS_RATE / sharers, burstMs: 200 };
  const rate = service === 'ORGANIZATIONS' ? ORGANIZATIONS_RATES[operation] : undefined;
  if (rate === undefined) return UNKNOWN_LIMITS;
  // Every published burst is more than the calls of a second.
  return { ceiling: rate / sharers, burstMs: 1_000 };
}

/**
 * 600 calls per second are shared by AssumeRole and GetCallerIdentity, and charged to the caller's
 * account, where others may need some.
 */
const STS_RATE = 0.8 * 600;

/** Per second and account. */
const ORGANIZATIONS_RATES: Readonly<Record<string, number>> = {
  ListAccounts: 8,
  ListAccountsForParent: 5,
  ListOrganizationalUnitsForParent: 5,
  ListRoots: 1,
};
