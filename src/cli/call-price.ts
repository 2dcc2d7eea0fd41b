import { needOf } from '../columns/need.ts';
import {
  ACCESS_KEY_FACTS,
  type FactName,
  type Freshness,
  LISTED_KEY_FACTS,
  PASSWORD_FACTS,
} from '../model/facts.ts';
import { needsReport } from '../model/permissions.ts';
import type { PlanSettings } from '../organization/plan.ts';

/** What reading an account costs, in calls. */
export interface CallPrice {
  /** For an account of up to 1,000 users, with some room for waiting for the report. */
  readonly perAccount: number;
  /** What comes on top, such as `1 for each user with access keys`. */
  readonly further: readonly string[];
  /** Whether runs that find what an earlier one has left spare most of the calls about single users. */
  readonly isLessLater: boolean;
}

/** The price of the columns that were chosen. */
export function callPriceOf({
  columns,
  freshness,
}: Pick<PlanSettings, 'columns' | 'freshness'>): CallPrice {
  const need = needOf(columns, freshness);
  const facts = new Set(need.facts);
  const has = (fact: FactName) => facts.has(fact);
  return {
    perAccount:
      ALWAYS +
      (needsReport(need) ? REPORT : 0) +
      Number(has('alias')) +
      Number(has('serviceSpecificCredentials')),
    further: ['2 for every further 1,000 users', ...PER_USER[freshness](has)],
    isLessLater: freshness === 'report' && REMEMBERED.some(has),
  };
}

/** Listed once, and then when the credential report says that something has changed. */
const REMEMBERED: readonly FactName[] = [...LISTED_KEY_FACTS, 'signingCertificates'];

/** AssumeRole, the two lists of users, the summary. */
const ALWAYS = 4;

/** It is asked for and fetched, sometimes more than once. */
const REPORT = 3;

const PER_USER: Readonly<
  Record<Freshness, (has: (fact: FactName) => boolean) => readonly string[]>
> = {
  report: (has) => [
    ...(has('sshPublicKeys') ? ['1 for each user (SSHPublicKeys)'] : []),
    ...(LISTED_KEY_FACTS.some(has) ? ['1 for each user with access keys'] : []),
    ...(has('signingCertificates') ? ['1 for each user with signing certificates'] : []),
    ...(has('mfaDevices') ? ['1 for each user with MFA'] : []),
  ],
  live: (has) => {
    const asked: readonly (readonly FactName[])[] = [
      PASSWORD_FACTS,
      ['mfa'],
      ACCESS_KEY_FACTS,
      ['signingCertificates'],
      ['sshPublicKeys'],
    ];
    const calls = asked.filter((facts) => facts.some(has)).length;
    return [
      ...(calls === 0 ? [] : [`${calls} for each user`]),
      ...(has('accessKeyLastUse') ? ['1 for each access key'] : []),
    ];
  },
};
