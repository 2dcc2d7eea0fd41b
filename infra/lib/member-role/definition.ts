import { needOf } from '../../../src/columns/need.ts';
import type { Freshness } from '../../../src/model/facts.ts';
import type { PolicyDocument } from '../../../src/policies/document.ts';
import { memberPolicy } from '../../../src/policies/member-policy.ts';
import { memberTrustPolicy } from '../../../src/policies/member-trust-policy.ts';
import { resolveSettings } from '../../../src/settings/resolve-settings.ts';

/** What of the result a role in an account has to be good for. */
export interface MemberRoleScope {
  /**
   * As `--columns`: names separated by commas, or `all`.
   *
   * @defaultValue the standard columns
   */
  readonly columns?: string;
  /** @defaultValue `report` */
  readonly freshness?: Freshness;
}

/** What the role may do: the document that `iam-users policy member` prints. */
export function memberPermissions({ columns, freshness }: MemberRoleScope): PolicyDocument {
  const settings = settingsWith({ columns, freshness });
  return memberPolicy(needOf(settings.columns, settings.freshness));
}

/** Words in the trust policy that stand for values of the deployment. */
export const TRUST_WORDS = {
  collectorRoleArn: 'arn:PARTITION:iam::COLLECTOR_ACCOUNT_ID:role/COLLECTOR_ROLE_NAME',
  collectorAccount: 'arn:PARTITION:iam::COLLECTOR_ACCOUNT_ID:root',
  organizationId: 'ORGANIZATION_ID',
  externalId: 'EXTERNAL_ID',
} as const;

/** Who may assume it: the document that `iam-users policy member --trust` prints, with words. */
export function memberTrust({ externalId }: { readonly externalId: boolean }): PolicyDocument {
  const { collectorRoleArn, organizationId } = TRUST_WORDS;
  return memberTrustPolicy({
    collectorRoleArn,
    organizationId,
    externalId: externalId ? TRUST_WORDS.externalId : null,
  });
}

/** The settings of the program as they are by themselves, and with some given. */
export function settingsWith(flags: Parameters<typeof resolveSettings>[0]['flags']) {
  return resolveSettings({ flags, environment: {}, configFile: null });
}

const DEFAULTS = settingsWith({});

/** The name that the role in every account has unless another is set. */
export const DEFAULT_ROLE_NAME = DEFAULTS.roleName;

/** Percent of the accounts that must be read, unless set. */
export const DEFAULT_MIN_COVERAGE = DEFAULTS.minCoverage;

/** The name of the collector's role that reads the accounts, unless another is set. */
export const DEFAULT_COLLECTOR_ROLE_NAME = `${DEFAULT_ROLE_NAME}-reader`;
