import { needOf } from '../columns/need.ts';
import type { FactName, Freshness } from '../model/facts.ts';
import type { PlanSettings } from '../organization/plan.ts';

/** What reading an account costs, in calls. */
export interface CallPrice {
  /** For an account of up to 1,000 users, with some room for waiting for the report. */
  readonly perAccount: number;
  /** What comes on top, such as `1 for each user with access keys`. */
  readonly further: readonly string[];
}

/** The price of the columns that were chosen. */
export function callPriceOf({
  columns,
  freshness,
}: Pick<PlanSettings, 'columns' | 'freshness'>): CallPrice {
  const facts = new Set(needOf(columns, freshness).facts);
  const has = (fact: FactName) => facts.has(fact);
  const needsReport = FROM_REPORT[freshness].some(has);
  return {
    perAccount:
      ALWAYS +
      (needsReport ? REPORT : 0) +
      Number(has('alias')) +
      Number(has('serviceSpecificCredentials')),
    further: ['2 for every further 1,000 users', ...PER_USER[freshness](has)],
  };
}

/** AssumeRole, the two lists of users, the summary. */
const ALWAYS = 4;

/** It is asked for and fetched, sometimes more than once. */
const REPORT = 3;

const FROM_REPORT: Readonly<Record<Freshness, readonly FactName[]>> = {
  report: ['password', 'mfa', 'accessKeys', 'signingCertificates'],
  live: ['password'],
};

const PER_USER: Readonly<
  Record<Freshness, (has: (fact: FactName) => boolean) => readonly string[]>
> = {
  report: (has) => [
    ...(has('sshPublicKeys') ? ['1 for each user (SSHPublicKeys)'] : []),
    ...(has('accessKeys') ? ['1 for each user with access keys'] : []),
    ...(has('signingCertificates') ? ['1 for each user with signing certificates'] : []),
    ...(has('mfaDevices') ? ['1 for each user with MFA'] : []),
  ],
  live: (has) => {
    const asked: readonly FactName[] = [
      'password',
      'mfa',
      'accessKeys',
      'signingCertificates',
      'sshPublicKeys',
    ];
    const calls = asked.filter(has).length;
    return [
      ...(calls === 0 ? [] : [`${calls} for each user`]),
      ...(has('accessKeyLastUse') ? ['1 for each access key'] : []),
    ];
  },
};
